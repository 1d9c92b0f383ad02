import {cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createServer, type AddressInfo} from 'node:net'
import {once} from 'node:events'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {VmPlan} from '../src/plan/plan.ts'
import {quoteWord} from '../src/quote.ts'
import type {Children, Running} from './children.ts'
import {bareEnvironment} from './product.ts'

/** What a guest with a disk boots from. */
export interface Disk {
  /** As qcow2. */
  readonly image: string
  /** As firstBootOf() has made it. */
  readonly firstBoot: string
}

/** A VM started by nothing but QEMU's and OpenSSH's own programs, with the options that the product chose. */
export class Bare {
  readonly #children: Children
  readonly #directory: string
  readonly #env: Readonly<Record<string, string>>
  readonly #plan: VmPlan
  readonly #disk: Disk | undefined
  #ssh: readonly [string, ...string[]] = ['ssh']
  #qemu: Running | undefined
  #master: Running | undefined

  /**
   * `plan`: of a VM of the product, whose argv is taken over, with other paths, another key and a port of its own. With a
   * `disk`, the key is the one that the seed knows.
   */
  constructor(plan: VmPlan, root: string, children: Children, disk?: Disk) {
    this.#plan = plan
    this.#disk = disk
    this.#children = children
    this.#directory = mkdtempSync(join(root, 'bare-'))
    this.#env = bareEnvironment(this.#directory)
  }

  /** Makes what is not measured: a key, a config for ssh, a free port. @returns QEMU's argv. */
  async #prepare(): Promise<readonly [string, ...string[]]> {
    const key = join(this.#directory, 'key')
    const config = join(this.#directory, 'config')
    mkdirSync(join(this.#directory, 'run'))
    if (this.#disk === undefined) await this.#run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key)
    else await this.#copyDisk(this.#disk)
    const port = await freePort()
    const options = {
      HostName: '127.0.0.1',
      Port: port,
      User: this.#plan.spec.access.user,
      IdentityFile: key,
      IdentitiesOnly: 'yes',
      StrictHostKeyChecking: 'accept-new',
      UserKnownHostsFile: join(this.#directory, 'known_hosts'),
      ControlPath: join(this.#directory, 'control'),
      BatchMode: 'yes',
      LogLevel: 'ERROR',
    }
    writeFileSync(config, ['Host *', ...Object.entries(options).map((words) => words.join(' ')), ''].join('\n'))
    this.#ssh = ['ssh', '-F', config]
    return this.#argv(port, readFileSync(`${key}.pub`, 'utf8').trim())
  }

  async #copyDisk({image, firstBoot}: Disk): Promise<void> {
    cpSync(firstBoot, this.#directory, {recursive: true})
    renameSync(join(this.#directory, 'seed'), join(this.#directory, 'run', 'seed'))
    const overlay = join(this.#directory, 'run', 'overlay.qcow2')
    await this.#run('qemu-img', 'create', '-q', '-f', 'qcow2', '-b', image, '-F', 'qcow2', overlay)
  }

  /** From QEMU's start to the first command that ends well in the guest. */
  async start(): Promise<number> {
    const argv = await this.#prepare()
    this.#qemu = this.#children.start(argv, {env: this.#env})
    const attempt = [...this.#ssh, '-o', 'ConnectTimeout=1', 'guest', 'true'].map(quoteWord).join(' ')
    const loop = this.#children.start(['sh', '-c', `until ${attempt} 2>/dev/null; do sleep 0.1; done`], {
      env: this.#env,
    })
    const died = this.#qemu.took.then(() => Promise.reject(new Error('QEMU ended before the guest was ready')))
    await Promise.race([loop.took, died])
    died.catch(() => undefined)
    return this.#qemu.elapsed()
  }

  /**
   * From `ssh guest poweroff` to QEMU's end. A connection is open before, as the product has one too: without it the
   * login would be part of what is measured, and the product would look better than it is.
   */
  async stop(): Promise<number> {
    this.#master = this.#children.start([...this.#ssh, '-M', '-N', 'guest'], {env: this.#env})
    while (!(await this.#isMasterUp())) {
      if (this.#master.elapsed() > 20_000) throw new Error('ssh does not log in')
      await sleep(50)
    }
    const began = performance.now()
    const asking = this.#children.start([...this.#ssh, 'guest', 'poweroff'], {env: this.#env})
    if (this.#qemu === undefined) throw new Error('stop() without start()')
    await this.#qemu.took
    const took = performance.now() - began
    await asking.took.catch(() => undefined) // its connection went down with the guest
    await this.end()
    return took
  }

  /** Ends QEMU and the connection, whatever they do. */
  async end(): Promise<void> {
    await this.#qemu?.end()
    await this.#master?.end()
  }

  async #isMasterUp(): Promise<boolean> {
    return await this.#run(...this.#ssh, '-O', 'check', 'guest').then(
      () => true,
      () => false,
    )
  }

  async #run(...argv: readonly [string, ...string[]]): Promise<void> {
    await this.#children.run(argv, {env: this.#env})
  }

  #argv(port: number, publicKey: string): readonly [string, ...string[]] {
    const {qemu, paths, tag} = this.#plan
    const run = join(this.#directory, 'run')
    const [program, ...words] = qemu.map((word) =>
      word
        .replaceAll(paths.run, run)
        .replaceAll(paths.sockets, run)
        .replaceAll(tag, 'bare')
        .replaceAll('127.0.0.1:0-', `127.0.0.1:${port}-`)
        .replaceAll(/ssh-ed25519 [^,]*/g, publicKey),
    )
    return [program ?? '', ...words]
  }
}

/** A port that was free a moment ago. QEMU would choose one itself, but a shell could not read it back in a line. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
