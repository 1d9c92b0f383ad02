/** Real pipes for a stage's stdio, as .NET makes them: node's own `stdio: 'pipe'` is a socket, which has no `/dev/stdout`. */
import {execFileSync} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {closeSync, constants, openSync, unlinkSync} from 'node:fs'
import {Socket} from 'node:net'
import {join} from 'node:path'
import {StringDecoder} from 'node:string_decoder'

export interface Pipe {
  readonly readEnd: number
  readonly writeEnd: number
}

/** Opens `count` pipes. `directory` holds the FIFOs for a moment; nothing is left there. Throws if one cannot be made. */
export function openPipes(directory: string, count: number): Pipe[] {
  const paths = Array.from({length: count}, () => join(directory, `.pipe-${randomUUID()}`))
  execFileSync('/usr/bin/env', ['mkfifo', '-m', '600', ...paths])
  return paths.map((path) => {
    // The read end comes first and does not block; then neither does opening the write end, which must be a blocking one.
    const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writeEnd = openSync(path, constants.O_WRONLY)
    unlinkSync(path)
    return {readEnd, writeEnd}
  })
}

/** Closes both ends. For the pipe whose reader is a child that finds it at its end: stdin (S/ProcessInvoker.cs:318-328). */
export function closePipe(pipe: Pipe): void {
  closeSync(pipe.readEnd)
  closeSync(pipe.writeEnd)
}

/** Cuts text into lines at \n, \r and \r\n, as .NET's `StreamReader.ReadLine`: a last `\r` waits for its successor. */
export class LineCutter {
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  push(chunk: Buffer): string[] {
    this.#rest += this.#decoder.write(chunk)
    const lines: string[] = []
    const ending = /\r\n|\n|\r(?!$)/g
    let start = 0
    for (let match = ending.exec(this.#rest); match; match = ending.exec(this.#rest)) {
      lines.push(this.#rest.slice(start, match.index))
      start = ending.lastIndex
    }
    this.#rest = this.#rest.slice(start)
    return lines
  }

  /** The unterminated line, seen only at the end of the stream. */
  end(): string[] {
    const rest = (this.#rest + this.#decoder.end()).replace(/\r$/, '')
    const hadAny = this.#rest !== ''
    this.#rest = ''
    return hadAny ? [rest] : []
  }
}

/**
 * Reads a pipe to its end, line by line. `onEnd` is called once, at end of file: when the last holder of the write end has closed
 * it. The descriptor belongs to the reader from here on. It never stops reading, so no writer is ever blocked.
 */
export function readLines(readEnd: number, onLine: (line: string) => void, onEnd: (error?: Error) => void): void {
  const cutter = new LineCutter()
  const socket = new Socket({fd: readEnd, readable: true, writable: false})
  let failure: Error | undefined
  socket.on('data', (chunk: Buffer) => {
    for (const line of cutter.push(chunk)) onLine(line)
  })
  socket.on('error', (error) => (failure = error))
  socket.on('close', () => {
    for (const line of cutter.end()) onLine(line)
    onEnd(failure)
  })
}
