import {QemuVmError} from '../errors.ts'
import {commandFiles} from './guest-side.ts'

/** What the guest knows of a step. */
export interface Collected {
  readonly hasBegun: boolean
  /** The exit status, when it has ended. */
  readonly status?: number
  /** The command files that are not empty, by their variable; too large ones by their size. */
  readonly files: readonly {readonly variable: string; readonly size: number; readonly bytes?: Buffer}[]
}

/**
 * The answer of collect(): lines, each of a command file followed by its bytes. A guest may send anything: nothing is
 * believed that is not of this form. @throws QemuVmError `protocol`.
 */
export function parseCollected(answer: Buffer, limit = 10 * 1024 * 1024): Collected {
  let hasBegun = false
  let status: number | undefined
  const files: Collected['files'][number][] = []
  for (let at = 0; at < answer.length;) {
    const lineEnd = answer.indexOf(10, at)
    const line = answer.subarray(at, lineEnd < 0 ? answer.length : lineEnd).toString('latin1')
    at = lineEnd < 0 ? answer.length : lineEnd + 1
    const [, name = '', number = ''] = /^([a-z]+)(?: (\d{1,12}))?$/.exec(line) ?? []
    const variable = Object.entries(commandFiles).find(([, file]) => file === name)?.[0]
    if (name === 'begun') hasBegun = true
    else if (name === 'status' && Number(number) <= 255) status = Number(number)
    else if (variable !== undefined && number !== '') {
      const size = Number(number)
      const bytes = size > limit ? undefined : answer.subarray(at, at + size)
      if (bytes !== undefined && bytes.length < size) throw changed(variable)
      at += bytes?.length ?? 0
      if (size > 0) files.push({variable, size, ...(bytes === undefined ? {} : {bytes})})
    } else throw changed(line.slice(0, 80))
  }
  return {hasBegun, files, ...(status === undefined ? {} : {status})}
}

const changed = (what: string): QemuVmError =>
  new QemuVmError('protocol', `The step's files could not be carried back (${JSON.stringify(what)}).`, {
    hint: 'Does something that the step has started still write to them?',
  })
