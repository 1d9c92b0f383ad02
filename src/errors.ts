/** What a QemuVmError is about; one word a test or a program can compare. */
export type ErrorCode =
  | 'bad-input'
  | 'image-not-found'
  | 'missing-program'
  | 'accelerator-unusable'
  | 'qemu-exited'
  | 'qemu-crashed'
  | 'keeper-lost'
  | 'guest-panicked'
  | 'guest-reset'
  | 'boot-timeout'
  | 'password-refused'
  | 'cancelled'
  | 'protocol'
  | 'timeout'
  | 'command-failed'
  | 'ledger'
  | 'resource'
  | 'download'
  | 'digest-mismatch'
  | 'bad-image'

/** An error that a person is to read: what happened, in `message`; what to do about it, in `hint`. */
export class QemuVmError extends Error {
  override readonly name: string = 'QemuVmError'
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: {readonly hint?: string; readonly cause?: unknown} = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause})
    this.code = code
    this.hint = options.hint
  }
}

/** One thing that is wrong with one input. */
export interface InputProblem {
  readonly input: string
  readonly value: string
  /** What is accepted, as a phrase: `a size such as 512M or 4G`. */
  readonly expected: string
}

/** Every problem of the inputs at once: nobody likes to fix them one push at a time. */
export class InputError extends QemuVmError {
  override readonly name = 'InputError'
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    const lines = problems.map(({input, value, expected}) => `${input}: ${JSON.stringify(value)} is not ${expected}`)
    const count = problems.length === 1 ? 'One input is' : `${problems.length} inputs are`
    super('bad-input', `${count} wrong; nothing was started.\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/** An error may be among its own causes. */
const deepestCause = 8

/** The message of anything that was thrown, with its causes, on one line. */
export const messageOf = (thrown: unknown): string => withCauses(thrown, 0)

function withCauses(thrown: unknown, depth: number): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const hint = thrown instanceof QemuVmError && thrown.hint !== undefined ? ` ${thrown.hint}` : ''
  const hasCause = thrown.cause !== undefined && depth < deepestCause
  return thrown.message + hint + (hasCause ? ` (cause: ${withCauses(thrown.cause, depth + 1)})` : '')
}
