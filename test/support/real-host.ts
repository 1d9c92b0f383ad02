import type {Host, Log} from '../../src/host/host.ts'
import {nodeHost} from '../../src/host/node-host.ts'

/** A log that keeps what it is told. */
export function keptLog(): Log & {readonly lines: readonly string[]} {
  const lines: string[] = []
  const keep = (message: string): void => void lines.push(message)
  return {lines, debug: keep, info: keep, group: (title, body) => (keep(title), body())}
}

/** This machine, with this process's PATH and nothing else in the environment. */
export const realHost = (env: Readonly<Record<string, string>> = {}): Host =>
  nodeHost({PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: '/nonexistent', ...env}, keptLog())
