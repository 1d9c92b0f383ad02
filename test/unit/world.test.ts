import {spawn, spawnSync, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {bystander} from '../support/world/bystander.ts'
import {differences, expectSameWorld, lookAtWorld, type Scope, type World} from '../support/world/world.ts'

const tag = `qemu-vm-${process.pid.toString(16).padStart(8, '0')}`
let root = ''
let before: World
const children: ChildProcess[] = []
const undo: (() => void)[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'world-'))
  before = lookAtWorld({roots: [root]})
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const step of undo.splice(0)) step()
  rmSync(root, {recursive: true, force: true})
})

const scope = (more: Partial<Scope> = {}): Scope => ({roots: [root], ...more})
const seen = (more: Partial<Scope> = {}): readonly string[] => differences(before, lookAtWorld(scope(more)))

async function run(argv: readonly [string, ...string[]], env: Record<string, string> = {}): Promise<ChildProcess> {
  const [program, ...words] = argv
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(program, words, {stdio: [...stdio], env: {PATH: process.env['PATH'], ...env}, cwd: '/'})
  children.push(child)
  await once(child, 'spawn')
  return child
}

const node = (code: string): [string, ...string[]] => [process.execPath, '-e', `${code}; setInterval(() => {}, 1e6)`]
describe('a leftover is seen:', () => {
  test('nothing, when there is none', () => {
    expect(before.size).toBeGreaterThan(0)
    expect(seen()).toEqual([])
  })

  test('process, by environment, by word and by working directory', async () => {
    const environ = await run(['sleep', '60'], {STATE: join(root, 'state')})
    const word = await run([process.execPath, '-e', 'setInterval(() => {}, 1e6)', join(root, 'x')])
    const tagged = await run(['sleep', '61'], {QEMU_VM_TAG: tag})
    const cwd = spawn('sleep', ['62'], {cwd: root, stdio: 'ignore', env: {}})
    children.push(cwd)
    await sleep(100)
    const found = seen({tags: [tag]}).join('\n')
    for (const {pid} of [environ, word, tagged, cwd]) expect(found).toContain(`left behind: process ${pid ?? '?'} (`)
    expect(found).toMatch(/\(sleep, state S\): sleep 60/)
    expect(seen().join('\n')).not.toContain('sleep 61')
    expect(seen({whole: true}).join('\n')).toContain('sleep 61')
  })

  test('process that neither mentions nor resembles anything is not ours, nor one of a longer root', async () => {
    await run(['sleep', '63'], {OTHER: `${root}2`, LOG: `${root}.log`, VAR: `/var${root}`})
    await sleep(50)
    expect(seen()).toEqual([])
    expect(seen({whole: true}).join('\n')).not.toContain('sleep 63')
  })

  test('living process called like ours; a zombie is none', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'programs-'))
    undo.push(() => {
      rmSync(directory, {recursive: true})
    })
    const programs = ['sleep', 'true'].map((name) => ({
      from: `/bin/${name}`,
      to: join(directory, `qemu-system-${name}`),
    }))
    for (const {from, to} of programs) copyFileSync(from, to)
    const [living = '', dead = ''] = programs.map(({to}) => to)
    await run([living, '60'])
    const shell = await run(['/bin/sh', '-c', `${dead} & exec sleep 60`])
    await sleep(200)
    const zombies = spawnSync('ps', ['--ppid', String(shell.pid), '-o', 'stat=,comm='], {encoding: 'utf8'}).stdout
    expect(zombies).toMatch(/^Z.*qemu-system-tru/)
    const found = seen({whole: true}).join('\n')
    expect(found).toContain('(qemu-system-sle, state S)')
    expect(found).not.toContain('qemu-system-tru')
  })

  test('lock on a file of ours', async () => {
    writeFileSync(join(root, 'image'), '')
    await run(['flock', '--no-fork', join(root, 'image'), 'sleep', '60'])
    await sleep(100)
    expect(seen().join('\n')).toMatch(new RegExp(`left behind: lock FLOCK WRITE by \\d+ on ${root}/image`))
  })

  test('port of a process of ours, and not that of another', async () => {
    const code = "net.createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })"
    const ours = await run(node(code), {ROOT: root})
    const other = await run(node(code))
    const [port, foreign] = await Promise.all([ours, other].map(portOf))
    const found = seen().join('\n')
    expect(found).toContain(`left behind: TCP port ${String(port)} (0100007F) of process ${ours.pid ?? '?'}`)
    expect(found).not.toContain(`port ${String(foreign)} `)
  })

  test('unix socket, with its file and without', async () => {
    const path = join(root, 'qmp.sock')
    const server = createServer().listen(path)
    await once(server, 'listening')
    undo.push(() => server.close())
    expect(seen()).toEqual([`left behind: socket file ${path}`, `left behind: unix socket bound to ${path}`])
    unlinkSync(path)
    expect(seen()).toEqual([`left behind: unix socket bound to ${path}`])
  })

  test('files of every kind, also in /tmp and /dev/shm by tag', () => {
    mkdirSync(join(root, 'run'))
    writeFileSync(join(root, 'run', 'overlay'), '')
    symlinkSync('/', join(root, 'link'))
    spawnSync('mkfifo', [join(root, 'pipe')])
    const [short, shm] = [join('/tmp', tag), join('/dev/shm', tag)]
    mkdirSync(short)
    writeFileSync(shm, '')
    undo.push(() => {
      rmSync(short, {recursive: true})
      rmSync(shm)
    })
    const below = [
      `directory ${root}/run`,
      `file ${root}/run/overlay`,
      `pipe ${root}/pipe`,
      `symbolic link ${root}/link`,
    ]
    const tagged = [`directory ${short}`, `file ${shm}`]
    expect(seen().toSorted()).toEqual(below.map((what) => `left behind: ${what}`))
    expect(seen({tags: [tag]}).toSorted()).toEqual(
      [...below, ...tagged].map((what) => `left behind: ${what}`).toSorted(),
    )
    expect(seen({whole: true})).toEqual(expect.arrayContaining(tagged.map((what) => `left behind: ${what}`)))
  })
})

describe('the comparison', () => {
  test('tells what is missing', () => {
    writeFileSync(join(root, 'precious'), '')
    before = lookAtWorld(scope())
    rmSync(join(root, 'precious'))
    expect(seen()).toEqual([`missing: file ${root}/precious`])
  })

  test('waits for what is about to go', async () => {
    writeFileSync(join(root, 'late'), '')
    setTimeout(() => {
      rmSync(join(root, 'late'))
    }, 400)
    await expectSameWorld(before, scope())
  })

  test('gives up after 5 s with everything that differs', async () => {
    writeFileSync(join(root, 'left'), '')
    const child = await run(['sleep', '60'], {ROOT: root})
    const report = new RegExp(
      `left behind: process ${child.pid ?? '?'} \\(sleep.*\\): sleep 60\n.*left behind: file .*/left$`,
      's',
    )
    await expect(expectSameWorld(before, scope())).rejects.toThrow(report)
  })
})

test('the bystander is alive until a part of it is stopped or killed', async () => {
  await using first = await bystander()
  expect(first.alive()).toBe(true)
  process.kill(first.pids[0], 'SIGSTOP')
  await sleep(100)
  expect(first.alive()).toBe(false)
  process.kill(first.pids[0], 'SIGCONT')
  await sleep(100)
  expect(first.alive()).toBe(true)
  process.kill(first.pids[1], 'SIGTERM')
  await sleep(100)
  expect(first.alive()).toBe(false)
})

async function portOf(child: ChildProcess): Promise<number> {
  const [data] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return Number(data.toString())
}
