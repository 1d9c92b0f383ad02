import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {FakeBehavior} from './behavior.ts'
import {installFakeQemu, type FakeQemu} from './install.ts'
import {QmpClient, until} from './qmp-client.ts'

export interface RunningFake {
  readonly child: ChildProcess
  readonly exited: Promise<readonly [code: number | null, signal: string | null]>
  stderr(): string
}

/** A directory with an installed fake, and the fakes started from it; all of it goes at disposal. */
export class FakeStage {
  /** Has a comma in its name, which QEMU's options must have doubled. */
  readonly directory = mkdtempSync(join(tmpdir(), 'fake-qemu,'))
  readonly fake: FakeQemu = installFakeQemu(join(this.directory, 'bin'))
  readonly #children: ChildProcess[] = []

  path(name: string): string {
    return join(this.directory, name)
  }

  /** As QEMU's options want a path. */
  keyed(name: string): string {
    return this.path(name).replaceAll(',', ',,')
  }

  /** Words such as the product gives: two monitors, `qmp` and `stop`, a console, a pidfile, one forwarded port. */
  usual(): string[] {
    return [
      ...['-name', 'guest=qemu-vm-0badcafe,process=fakeguest', '-no-reboot'],
      ...['-uuid', '0badcafe-0000-8000-8000-00000badcafe'],
      ...['-chardev', `socket,id=qmp,path=${this.keyed('qmp.sock')},server=on,wait=off`],
      ...['-mon', 'chardev=qmp,mode=control'],
      ...['-chardev', `socket,id=stop,path=${this.keyed('stop.sock')},server=on,wait=off`],
      ...['-mon', 'chardev=stop,mode=control'],
      ...['-chardev', `file,id=console,path=${this.keyed('console.log')}`, '-serial', 'chardev:console'],
      ...['-pidfile', this.path('qemu.pid'), '-netdev', 'user,id=net,hostfwd=tcp:127.0.0.1:0-:22'],
    ]
  }

  start(behavior: FakeBehavior, words = this.usual()): RunningFake {
    this.fake.become(behavior)
    const child = spawn(join(this.fake.directory, 'qemu-system-x86_64'), words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {...process.env, FAKE_STAGE: this.directory},
    })
    this.#children.push(child)
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    const exited = once(child, 'exit').then(
      ([code, signal]) => [code as number | null, signal as string | null] as const,
    )
    return {child, exited, stderr: () => stderr}
  }

  /** Waits for the socket, connects, and, unless told not to, negotiates capabilities. */
  async client(socket = 'qmp.sock', negotiate = true): Promise<QmpClient> {
    const path = await until(socket, () => existsSync(this.path(socket)) && this.path(socket))
    const made = await this.#connected(path)
    if (negotiate) await made.ask('qmp_capabilities', 0)
    return made
  }

  /** Between bind() and listen() of a busy process the socket is there, and refuses. */
  async #connected(path: string, tries = 100): Promise<QmpClient> {
    const made = new QmpClient(path)
    await until(`a connection to ${path}`, () => made.isOpen || made.ended !== undefined)
    return made.ended === 'ECONNREFUSED' && tries > 1 ? await this.#connected(path, tries - 1) : made
  }

  /** Processes that inherited this stage's environment. */
  descendants(): number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return pids.map(Number).filter((pid) => environOf(pid).split('\0').includes(`FAKE_STAGE=${this.directory}`))
  }

  leftovers(): string[] {
    return ['qemu.pid', 'qmp.sock', 'stop.sock'].filter((name) => existsSync(this.path(name)))
  }

  [Symbol.dispose](): void {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL')
    rmSync(this.directory, {recursive: true, force: true})
  }
}

function environOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return '' // gone since, or not ours
  }
}
