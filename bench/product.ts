import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {linuxProcesses} from '../src/host/processes.ts'
import {openLedger} from '../src/ledger/file-ledger.ts'
import type {VmPlan} from '../src/plan/plan.ts'
import type {Children} from './children.ts'

/** The built action, and where its jobs may play. */
export interface ProductOptions {
  /** The directory that holds main.js and post.js. */
  readonly dist: string
  /** A directory of the bench's own, in which each job gets one. */
  readonly root: string
  /** `with:` */
  readonly inputs: Readonly<Record<string, string>>
  readonly children: Children
}

const commandFiles = ['state', 'output', 'path', 'env', 'step_summary'] as const

/** One use of the action in one job: the phases run as the runner runs them, `node dist/main.js` in a job's environment. */
export class Product {
  readonly #options: ProductOptions
  readonly #directory: string
  readonly #env: Readonly<Record<string, string>>
  #isUp = false

  constructor(options: ProductOptions) {
    this.#options = options
    this.#directory = mkdtempSync(join(options.root, 'job-'))
    const workspace = join(this.#directory, 'workspace')
    mkdirSync(workspace)
    for (const name of commandFiles) writeFileSync(this.#commandFile(name), '')
    this.#env = {
      ...bareEnvironment(this.#directory),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      ...{GITHUB_REPOSITORY: 'octo/repo', GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1'},
      ...{GITHUB_JOB: 'bench', GITHUB_ACTION: 'vm'},
      ...Object.fromEntries(commandFiles.map((name) => [`GITHUB_${name.toUpperCase()}`, this.#commandFile(name)])),
    }
  }

  /** main, from its start to its end, when the guest is ready. */
  async start(): Promise<number> {
    this.#isUp = true
    const inputs = Object.entries(this.#options.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    return await this.#phase('main', Object.fromEntries(inputs) as Record<string, string>)
  }

  /** post, from its start to its end. Without start() before, it has nothing to do. */
  async stop(): Promise<number> {
    const ledger = this.#ledgerPath()
    const took = await this.#phase('post', ledger === undefined ? {} : {STATE_ledger: ledger})
    this.#isUp = false
    return took
  }

  /** One command in the guest by the launcher that main has put on PATH. */
  async exec(...words: readonly string[]): Promise<number> {
    return await this.guest('exec', '--', ...words)
  }

  /** One call of the `guest` command. */
  async guest(...words: readonly string[]): Promise<number> {
    const launcher = join(readFileSync(this.#commandFile('path'), 'utf8').trim(), this.plan().spec.name)
    return await this.#options.children.run([launcher, ...words], {env: this.#env})
  }

  /** What main had planned. @throws Error before start(). */
  plan(): VmPlan {
    const path = this.#ledgerPath()
    const plan = path === undefined ? undefined : openLedger(path).read().plan
    if (plan === undefined) throw new Error('main has planned nothing')
    return plan
  }

  /** Ends whatever of the VM is still there: by post, and if that fails by signals. For the bench's own end. */
  async cleanUp(): Promise<void> {
    const ledger = this.#ledgerPath()
    if (!this.#isUp || ledger === undefined) return
    await this.stop().catch(() => undefined)
    // The ledger is gone by now, and bears the tag as its name
    const tag = basename(ledger, '.jsonl')
    const processes = linuxProcesses({})
    for (const one of processes.find(tag)) processes.signal(one, 'SIGKILL')
  }

  async #phase(name: 'main' | 'post', env: Readonly<Record<string, string>>): Promise<number> {
    const script = join(this.#options.dist, `${name}.js`)
    const start = {env: {...this.#env, ...env}, cwd: this.#directory}
    return await this.#options.children.run([process.execPath, script], start)
  }

  #commandFile(name: string): string {
    return join(this.#directory, `${name}.file`)
  }

  #ledgerPath(): string | undefined {
    return /^\/.+\.jsonl$/m.exec(readFileSync(this.#commandFile('state'), 'utf8'))?.[0]
  }
}

/** Nothing of the user's own set-up but PATH. */
export const bareEnvironment = (home: string): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: home,
  XDG_STATE_HOME: join(home, 'state'),
})
