import {spawn, type ChildProcess} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync, readFileSync, readdirSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {createLedger} from '../../src/ledger/file-ledger.ts'
import {makeLauncher} from '../../src/phases/hand-over.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {realHost} from './real-host.ts'
import {someOwner, somePlan} from './ledger-entries.ts'
import {scratch, someVm} from './scratch.ts'

/** What a command of the launcher came to. */
export interface Ended {
  readonly status: number | null
  readonly out: Buffer
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** The `guest` command with this machine as the guest: its ssh runs what sshd would be given. */
export interface LocalGuest extends Disposable {
  readonly home: string
  /** While this file exists every connection ends with 255 after its command, as one that is lost. */
  readonly cut: string
  /** Starts `guest …words`; `env` is the step's own. */
  start(words: readonly string[], options?: {env?: Record<string, string>; input?: Buffer | string}): Running
  run(words: readonly string[], options?: {env?: Record<string, string>; input?: Buffer | string}): Promise<Ended>
  /** Runs a script as `shell: guest …words {0}` does. */
  script(text: string, options?: {words?: readonly string[]; env?: Record<string, string>}): Promise<Ended>
  /** What the steps have left in the guest's directory for temporary files. */
  left(): readonly string[]
}

const child = resolve(import.meta.dirname, 'children/guest.ts')

/** @param shell the program that is `sh` in the guest. */
export function localGuest(shell = '/bin/sh', selected: readonly string[] = []): LocalGuest {
  const place = scratch('steps')
  const [state, bin, home, temporary] = ['state', 'path', 'home', 'guest-tmp'].map((name) => place.path(name))
  if (state === undefined || bin === undefined || home === undefined || temporary === undefined)
    throw new Error('paths')
  for (const path of [state, bin, home, temporary]) mkdirSync(path, {recursive: true, mode: 0o700})
  const cut = place.path('cut')
  symlinkSync(shell, join(bin, 'sh'))
  const ssh = `#!/bin/sh\nfor last do :; done\ncd '${home}'\nexport TMPDIR='${temporary}' HOME='${home}'\nPATH='${bin}:/usr/bin:/bin' sh -c "$last"\ns=$?\n[ ! -e '${cut}' ] || exit 255\nexit $s\n`
  writeFileSync(join(bin, 'ssh'), ssh)
  chmodSync(join(bin, 'ssh'), 0o755)
  const vm = someVm()
  const ledger = createLedger(ledgerPath(state, vm))
  const bare = somePlan(vm, state)
  const plan = {...bare, spec: {...bare.spec, env: selected}}
  ledger.append({type: 'opened', vm, owner: someOwner, bootId: realHost().processes.self.bootId})
  ledger.append({type: 'planned', plan})
  mkdirSync(plan.paths.run, {recursive: true})
  makeLauncher(plan, ledger, {node: process.execPath, keeper: '', guest: child})
  let scripts = 0

  const start: LocalGuest['start'] = (words, {env = {}, input = ''} = {}) => {
    const began = spawn(join(plan.paths.bin, plan.spec.name), words, {
      env: {PATH: `${bin}:/usr/bin:/bin`, HOME: '/nonexistent', ...env},
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    began.stdout.on('data', (portion: Buffer) => out.push(portion))
    began.stderr.on('data', (portion: Buffer) => err.push(portion))
    began.stdin.on('error', () => undefined)
    began.stdin.end(input)
    const ended = new Promise<Ended>((settle, fail) => {
      began.once('error', fail)
      began.once('close', (status) => {
        settle({status, out: Buffer.concat(out), err: Buffer.concat(err).toString()})
      })
    })
    return {child: began, ended}
  }
  return {
    home,
    cut,
    start,
    run: (words, options) => start(words, options).ended,
    script(text, {words = [], env = {}} = {}) {
      const path = place.path(`script-${++scripts}`)
      writeFileSync(path, text)
      return start([...words, path], {env}).ended
    },
    left: () => readdirSync(temporary),
    [Symbol.dispose]() {
      place[Symbol.dispose]()
    },
  }
}

/** The text of a file; '' where there is none. */
export const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')
