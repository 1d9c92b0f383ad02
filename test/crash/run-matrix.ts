import {appendFileSync} from 'node:fs'
import {playPoint, type Played} from './play-point.ts'
import type {Point} from './point.ts'
import type {Stage} from './stage.ts'
import type {Tally} from './tally.ts'

export interface MatrixOptions {
  /** How many points are played at the same time. */
  readonly parallel: number
  readonly real: boolean
  /** The file where the counts go. */
  readonly tally: string
}

/** Plays every point. @returns those with something wrong, each with all of it. */
export async function runMatrix(
  points: readonly Point[],
  stage: Stage,
  {parallel, real, tally}: MatrixOptions,
): Promise<readonly string[]> {
  const played: Played[] = []
  const waiting = points.values()
  const work = async (): Promise<void> => {
    for (const point of waiting) played.push(await playPoint(point, stage))
  }
  await Promise.all(Array.from({length: parallel}, work))
  const counts: Tally = {
    points: played.length,
    real: real ? played.length : 0,
    leftovers: played.reduce((sum, {leftovers}) => sum + leftovers.length, 0),
    harmed: played.filter(({harmed}) => harmed).length,
  }
  appendFileSync(tally, `${JSON.stringify(counts)}\n`)
  return played.flatMap(({name, complaints}) =>
    complaints.length === 0 ? [] : [`${name}\n  ${complaints.join('\n  ')}`],
  )
}
