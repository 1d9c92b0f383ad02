import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {TestProject} from 'vitest/node'

/** What one matrix counted. */
export interface Tally {
  readonly points: number
  /** Of these with a real QEMU. */
  readonly real: number
  readonly leftovers: number
  readonly harmed: number
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The file to which every matrix appends its counts, a line each. */
    readonly crashTally: string
  }
}

/** Global set-up of the project `crash`: adds up what its files counted, and says it at the end in one line. */
export default function setup(project: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'crash-tally-'))
  const file = join(directory, 'counts')
  writeFileSync(file, '')
  project.provide('crashTally', file)
  return () => {
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    const counts = lines.map((line) => JSON.parse(line) as Tally)
    const sum = (key: keyof Tally): number => counts.reduce((total, one) => total + one[key], 0)
    const left = `${sum('leftovers')} leftovers, ${sum('harmed')} bystanders harmed`
    if (counts.length > 0) console.log(`crash matrix: ${sum('points')} points (${sum('real')} on real QEMU), ${left}`)
    rmSync(directory, {recursive: true, force: true})
  }
}
