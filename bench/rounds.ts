import type {MicroGuest} from '../test/guest/build.ts'
import {microInputs} from '../test/support/vm-job.ts'
import {sshWords} from '../src/guest/ssh.ts'
import {Bare} from './bare.ts'
import {copies} from './copies.ts'
import {debianInputs, firstBootOf} from './debian.ts'
import type {Children} from './children.ts'
import {bareEnvironment, Product, type ProductOptions} from './product.ts'
import {inTurn, type Pair} from './statistics.ts'

/** What is measured, by the word that chooses it. */
export const measurements = {
  start: {name: 'start → ready', against: 'bare QEMU, same options, ssh loop', wish: 1.1, goal: 1.25},
  stop: {name: 'post, graceful', against: "the guest's own poweroff", wish: 1.05, goal: 1.25},
  exec: {name: 'guest exec -- true', against: 'ssh guest true, live master', wish: 1.2, goal: 1.35},
  out: {name: 'guest copy out', against: 'ssh guest tar, into tar', wish: 1.0, goal: 1.11},
  in: {name: 'guest copy in', against: 'tar, into ssh guest tar', wish: 1.0, goal: 1.11},
  'scp-out': {name: 'guest copy out, Debian', against: 'scp, live master', wish: 1.0, goal: 1.11},
  'scp-in': {name: 'guest copy in, Debian', against: 'scp, live master', wish: 1.0, goal: 1.11},
  debian: {name: 'start → ready, Debian', against: 'bare QEMU, same options, ssh loop', wish: 1.02, goal: 1.05},
  idle: {name: 'post, nothing to do', against: 'node -e 0', wish: undefined, goal: undefined},
} as const

export type Measurement = keyof typeof measurements

/** These take minutes: not measured unless they are asked for. */
export const onDebian: readonly Measurement[] = ['debian', 'scp-out', 'scp-in']

export interface BenchOptions {
  readonly dist: string
  readonly root: string
  readonly guest: MicroGuest
  readonly children: Children
  readonly only: ReadonlySet<Measurement>
  /** Pairs of VMs, and as many portions of the short measurements. */
  readonly runs: number
  /** Size of what is copied. The guest holds it three times in its memory, half of which may be files. */
  readonly mib: number
  readonly progress: (line: string) => void
}

/** Pairs of the short measurements for each pair of VMs: they are quick, and vary more. */
const portion = 10

/** Pairs of copies for each pair of VMs. */
const copiesEach = 3

/** A bench that can be ended at any time without anything left. */
export class Bench {
  readonly #options: BenchOptions
  readonly #products: Product[] = []
  readonly #pairs: Record<Measurement, Pair[]> = {
    ...{start: [], stop: [], exec: [], out: [], in: [], idle: []},
    ...{debian: [], 'scp-out': [], 'scp-in': []},
  }

  constructor(options: BenchOptions) {
    this.#options = options
  }

  /** Measures everything that was chosen, one after the other, alternating between the product and its baseline. */
  async run(): Promise<Readonly<Record<Measurement, readonly Pair[]>>> {
    const {only, runs, progress} = this.#options
    if (only.has('idle')) {
      await this.#idle() // not counted: the first run finds cold caches
      for (let index = 0; index < runs * portion; index++) this.#pairs.idle.push(await this.#idle())
    }
    if (only.has('debian')) await this.#debian()
    if (only.has('scp-out') || only.has('scp-in')) await this.#scp()
    if ([...only].every((name) => name === 'idle' || onDebian.includes(name))) return this.#pairs
    progress('warming up')
    const plan = await this.#warmUp()
    for (let index = 0; index < runs; index++) {
      const bare = new Bare(plan, this.#options.root, this.#options.children)
      const {product, baseline} = await inTurn(
        index,
        () => this.#productVm(),
        () => this.#bareVm(bare),
      )
      this.#pairs.start.push({product: product.start, baseline: baseline.start})
      this.#pairs.stop.push({product: product.stop, baseline: baseline.stop})
      const told = [product.start, baseline.start, product.stop, baseline.stop].map((took) => took.toFixed(0))
      progress(`pair ${index + 1} of ${runs}: start ${told[0]} and ${told[1]} ms, stop ${told[2]} and ${told[3]} ms`)
    }
    return this.#pairs
  }

  /** Ends every program that the bench has started, and every VM. */
  async end(): Promise<void> {
    const {children} = this.#options
    await children.endAll()
    children.reopen()
    for (const product of this.#products) await product.cleanUp()
  }

  /** A first VM: it fills the machine's caches, and its plan has the options for the bare ones. */
  async #warmUp(): Promise<Product['plan'] extends () => infer P ? P : never> {
    const product = this.#product()
    await product.start()
    const plan = product.plan()
    await product.stop()
    return plan
  }

  /** Cold starts of a full system, from a disk that is there. The disk of each VM is new, and so is its first boot. */
  async #debian(): Promise<void> {
    const {children, root, runs, progress} = this.#options
    const inputs = await debianInputs(progress)
    progress('warming up the Debian')
    const warm = this.#product(inputs)
    await warm.start()
    const [plan, firstBoot] = [warm.plan(), firstBootOf(warm.plan(), root)]
    await warm.stop()
    const disk = {image: inputs['image'] ?? '', firstBoot}
    const product = async (): Promise<number> => {
      const vm = this.#product(inputs)
      const start = await vm.start()
      await vm.stop()
      return start
    }
    const baseline = async (): Promise<number> => {
      const bare = new Bare(plan, root, children, disk)
      return await bare.start().finally(() => bare.end())
    }
    for (let index = 0; index < runs; index++) {
      const pair = await inTurn(index, product, baseline)
      this.#pairs.debian.push(pair)
      progress(`Debian ${index + 1} of ${runs}: ${pair.product.toFixed(0)} and ${pair.baseline.toFixed(0)} ms`)
    }
  }

  async #productVm(): Promise<{readonly start: number; readonly stop: number}> {
    const product = this.#product()
    const start = await product.start()
    if (this.#options.only.has('exec')) await this.#exec(product)
    if (this.#options.only.has('out') || this.#options.only.has('in')) await this.#copy(product)
    return {start, stop: await product.stop()}
  }

  async #bareVm(bare: Bare): Promise<{readonly start: number; readonly stop: number}> {
    try {
      return {start: await bare.start(), stop: await bare.stop()}
    } finally {
      await bare.end()
    }
  }

  async #exec(product: Product): Promise<void> {
    const {children, root} = this.#options
    const words = sshWords(product.plan().paths.sshConfig, 'guest', 'true')
    for (let index = 0; index <= portion; index++) {
      const pair = {
        product: await product.exec('true'),
        baseline: await children.run(words, {env: bareEnvironment(root)}),
      }
      if (index > 0) this.#pairs.exec.push(pair)
    }
  }

  async #copy(product: Product): Promise<void> {
    const pairs = await copies(product, {...this.#options, pairs: copiesEach, against: 'tar'})
    this.#pairs.out.push(...pairs.out)
    this.#pairs.in.push(...pairs.in)
  }

  /** One boot for all: scp needs a guest that has its server. */
  async #scp(): Promise<void> {
    const {runs, progress} = this.#options
    const product = this.#product(await debianInputs(progress))
    await product.start()
    const pairs = await copies(product, {...this.#options, pairs: runs, against: 'scp'})
    this.#pairs['scp-out'].push(...pairs.out)
    this.#pairs['scp-in'].push(...pairs.in)
    await product.stop()
  }

  async #idle(): Promise<Pair> {
    const {children, root} = this.#options
    const env = bareEnvironment(root)
    return {product: await this.#product().stop(), baseline: await children.run([process.execPath, '-e', '0'], {env})}
  }

  /** 256 MiB for copies of 16 MiB. */
  #microInputs(): ProductOptions['inputs'] {
    const {guest, mib} = this.#options
    return {...microInputs(guest), memory: `${16 * Math.max(mib, 16)}M`}
  }

  #product(inputs: ProductOptions['inputs'] = this.#microInputs()): Product {
    const {dist, root, children} = this.#options
    const options: ProductOptions = {dist, root, children, inputs}
    const product = new Product(options)
    this.#products.push(product)
    return product
  }
}
