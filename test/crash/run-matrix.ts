import {appendFileSync} from 'node:fs'
import {playPoint, type Played} from './play-point.ts'
import type {Point} from './point.ts'
import {StopDeaths} from './schedule.ts'
import type {Stage} from './stage.ts'
import type {Tally} from './tally.ts'

export interface MatrixOptions {
  /** How many points are played at the same time. */
  readonly parallel: number
  readonly real: boolean
  readonly deaths?: StopDeaths
  /** The file where the counts go. */
  readonly tally: string
}

/** Plays every point. @returns those with something wrong, each with all of it. */
export async function runMatrix(
  points: readonly Point[],
  stage: Stage,
  {parallel, real, tally, deaths = new StopDeaths()}: MatrixOptions,
): Promise<readonly string[]> {
  const played: Played[] = []
  const waiting = points.values()
  const work = async (): Promise<void> => {
    for (const point of waiting) played.push(await playPoint(point, stage, {deaths}))
  }
  await Promise.all(Array.from({length: parallel}, work))
  const reached = played.filter(({missed}) => !missed).length
  const counts: Tally = {
    points: reached,
    real: real ? reached : 0,
    leftovers: played.reduce((sum, {leftovers}) => sum + leftovers.length, 0),
    harmed: played.filter(({harmed}) => harmed).length,
  }
  appendFileSync(tally, `${JSON.stringify(counts)}\n`)
  const failed = played.flatMap(({name, complaints}) =>
    complaints.length === 0 ? [] : [`${name}\n  ${complaints.join('\n  ')}`],
  )
  return reached < points.length * 0.9 ? [`only ${reached} of ${points.length} points were reached`, ...failed] : failed
}
