import {QemuVmError} from '../errors.ts'

/** Bytes of a stream by number, whatever portions they arrive in. */
export class TarBytes {
  readonly #portions: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(portions: AsyncIterable<Buffer>) {
    this.#portions = portions[Symbol.asyncIterator]()
  }

  /** From one byte to `most` of them. @throws QemuVmError at the end of the stream. */
  async some(most: number): Promise<Buffer> {
    if (this.#rest.length === 0 && !(await this.#next())) throw cut()
    const taken = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(taken.length)
    return taken
  }

  /** Undefined at the end of the stream. @throws QemuVmError when it ends within. */
  async exactly(count: number): Promise<Buffer | undefined> {
    if (this.#rest.length === 0 && !(await this.#next())) return undefined
    while (this.#rest.length < count) if (!(await this.#next())) throw cut()
    return await this.some(count)
  }

  /** Reads the stream to its end: whoever writes it may not have ended before. */
  async drain(): Promise<void> {
    this.#rest = Buffer.alloc(0)
    while (await this.#next()) this.#rest = Buffer.alloc(0)
  }

  async #next(): Promise<boolean> {
    const next = await this.#portions.next()
    if (next.done === true) return false
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value])
    return true
  }
}

const cut = (): QemuVmError => new QemuVmError('protocol', 'The archive from the guest ends too early.')
