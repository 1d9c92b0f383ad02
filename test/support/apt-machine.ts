import {spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import type {CacheServer} from './cache-server.ts'
import {scratch} from './scratch.ts'

/** Packages as a distribution publishes them: a directory of archives and a list of them. */
export interface Publisher {
  readonly directory: string
  /** Makes a version of a package with one program, of its name, that says which version it is; the one before is gone then. */
  publish(version: string): void
}

/** A package that no machine has. */
export const program = 'some-tool'

/** @param directory that is there and empty. */
export function publisher(directory: string): Publisher {
  return {
    directory,
    publish(version) {
      for (const old of fs.readdirSync(directory)) fs.rmSync(join(directory, old))
      const tree = join(directory, 'tree')
      const control = [
        `Package: ${program}`,
        `Version: ${version}`,
        'Architecture: all',
        'Maintainer: Test <test@localhost>',
      ]
      fs.mkdirSync(join(tree, 'DEBIAN'), {recursive: true})
      fs.mkdirSync(join(tree, 'bin'))
      fs.writeFileSync(join(tree, 'DEBIAN/control'), [...control, 'Description: test', ''].join('\n'))
      fs.writeFileSync(join(tree, 'bin', program), `#!/bin/sh\necho ${version}\n`, {mode: 0o755})
      const file = `${program}_${version}_all.deb`
      run(['dpkg-deb', '-Znone', '--root-owner-group', '--build', tree, join(directory, file)], {})
      fs.rmSync(tree, {recursive: true})
      const content = fs.readFileSync(join(directory, file))
      const hex = createHash('sha256').update(content).digest('hex')
      const list = [...control, `Filename: ./${file}`, `Size: ${content.length}`, `SHA256: ${hex}`, 'Description: test']
      fs.writeFileSync(join(directory, 'Packages'), `${list.join('\n')}\n`)
    },
  }
}

/** What came of an installation. */
export interface Installed {
  /** What the program says of itself. */
  readonly version: string
  /** How many archives apt has downloaded for it. */
  readonly downloads: number
}

const child = join(import.meta.dirname, 'children/install.ts')

/**
 * Installs the program on a machine that has never been used before, with apt and dpkg themselves, which have all of that
 * machine in a directory of their own. `learned`: called when the machine knows what is published, before it installs.
 */
export async function installOnNewMachine(
  {directory: published}: Publisher,
  cache: CacheServer,
  learned: () => void = () => undefined,
): Promise<Installed> {
  using place = scratch('apt')
  const path = (...names: string[]): string => place.path(...names)
  const directories = ['bin', 'root/var/lib/dpkg', 'state/lists/partial', 'cache/archives/partial', 'log']
  for (const name of directories) fs.mkdirSync(path(name), {recursive: true})
  fs.writeFileSync(path('root/var/lib/dpkg/status'), '')
  fs.writeFileSync(path('sources.list'), `deb [trusted=yes] copy:${published} ./\n`)
  const settings = {
    ...{'Dir::Etc::main': '/dev/null', 'Dir::Etc::parts': '/dev/null'},
    'Dir::Etc::sourcelist': path('sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': path('state'),
    'Dir::State::status': path('root/var/lib/dpkg/status'),
    'Dir::Cache': path('cache'),
    'Dir::Log': path('log'),
    'APT::Sandbox::User': '',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";`)
  const options = [`--root=${path('root')}`, '--force-not-root', '--force-bad-path', `--log=${path('log/dpkg')}`]
  fs.writeFileSync(path('apt.conf'), [...lines, ...options.map((word) => `DPkg::Options:: "${word}";`), ''].join('\n'))
  fs.writeFileSync(path('bin/apt-get'), `#!/bin/sh\nAPT_CONFIG=${path('apt.conf')} exec /usr/bin/apt-get "$@"\n`)
  fs.writeFileSync(path('bin/sudo'), '#!/bin/sh\nshift\nexec "$@"\n')
  for (const name of ['apt-get', 'sudo']) fs.chmodSync(path('bin', name), 0o755)
  const PATH = [path('bin'), path('root/bin'), process.env['PATH']].join(':')
  run(['apt-get', '-qq', 'update'], {PATH})
  learned()
  // Where it lies is in the version of an entry
  const temp = join('/tmp', `apt-${createHash('sha256').update(published).digest('hex').slice(0, 8)}`)
  fs.mkdirSync(join(temp, 'workspace'), {recursive: true})
  try {
    const installing = spawn(process.execPath, [child, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{PATH, RUNNER_TEMP: temp, GITHUB_WORKSPACE: join(temp, 'workspace')},
        ...{GITHUB_SERVER_URL: 'https://github.com', ...cache.actionsEnv},
      },
    })
    const exited = once(installing, 'exit')
    const out = await text(installing.stdout)
    const [status] = (await exited) as [number | null]
    if (status !== 0) throw new Error(`It ended with ${status ?? 'a signal'}: ${out}`)
    const left = fs.readdirSync(temp).filter((name) => name.startsWith('qemu-vm'))
    if (left.length > 0) throw new Error(`It has left ${left.join()}`)
    const downloads = out.split('\n').filter((line) => line.startsWith('Get:') && line.includes(program)).length
    return {version: run([path('root/bin', program)], {PATH}).trim(), downloads}
  } finally {
    fs.rmSync(temp, {recursive: true})
  }
}

function run([program, ...words]: readonly [string, ...string[]], env: Readonly<Record<string, string>>): string {
  const {status, stdout, stderr} = spawnSync(program, words, {encoding: 'utf8', env: {...process.env, ...env}})
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}: ${stderr}`)
  return stdout
}
