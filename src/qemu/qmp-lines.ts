import {QemuVmError} from '../errors.ts'
import type {JsonObject} from '../units.ts'

/** The longest message believed. QEMU's own longest, query-qmp-schema, is 207 KB; a hostile peer may send any. */
const longestLine = 16 * 1024 * 1024

/**
 * Bytes in any portions → whole QMP messages: one JSON object a line, ended by CRLF (docs/interop/qmp-spec.rst).
 * @returns a function to be fed with each portion. It throws QemuVmError `protocol` on what is no QMP.
 */
export function qmpLines(limit = longestLine): (portion: Buffer) => readonly JsonObject[] {
  let parts: Buffer[] = []
  let size = 0
  return (portion) => {
    const messages: JsonObject[] = []
    let rest = portion
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)])
        .toString('utf8')
        .trim()
      parts = []
      size = 0
      rest = rest.subarray(end + 1)
      if (line !== '') messages.push(parseMessage(line))
    }
    size += rest.length
    if (size > limit) throw new QemuVmError('protocol', `QMP sent ${size} bytes without an end of line.`)
    if (rest.length > 0) parts.push(rest)
    return messages
  }
}

function parseMessage(line: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new QemuVmError('protocol', `QMP sent what is not JSON: ${JSON.stringify(line.slice(0, 80))}`, {cause})
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new QemuVmError('protocol', `QMP sent what is no object: ${JSON.stringify(line.slice(0, 80))}`)
  }
  return value as JsonObject
}
