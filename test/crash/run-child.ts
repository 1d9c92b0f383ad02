import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import type {Answer} from './judge.ts'
import type {ChildSpec} from './point.ts'

/** Longer than any phase may take: a boot has 90 s, a post 90 s. */
const limit = 120_000

export interface Surroundings {
  /** Where the child, and all that it starts, finds programs. */
  readonly path: string
  readonly home: string
}

/** How a child ended. */
export interface Ended {
  readonly answer?: Answer
  /** It came to its end because it had fewer records to write than it was to die at. */
  readonly tooFew?: boolean
  /** It was to die and did not, or was not to and did, or it hung. */
  readonly wrong?: string
}

/** Plays one phase in a process of its own. Bounded: a child that hangs is killed and reported. */
export async function runChild(spec: ChildSpec, {path, home}: Surroundings, killAfter?: number): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(spec)], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Node keeps the compiled program there, which halves the start of the next child
    env: {PATH: path, HOME: home, NODE_COMPILE_CACHE: join(home, 'compiled')},
  })
  let [said, complained, hung] = ['', '', false]
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  const timer = setTimeout(() => {
    hung = true
    child.kill('SIGKILL')
  }, limit)
  const killer = setTimeout(() => child.kill('SIGKILL'), killAfter ?? limit * 2)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  clearTimeout(killer)
  if (killAfter !== undefined && signal === 'SIGKILL' && !hung) return {}
  if (spec.death !== undefined && signal === 'SIGKILL' && !hung) return {}
  const answer = code === 0 ? (JSON.parse(said) as Answer) : undefined
  if (spec.death === undefined && answer !== undefined) return {answer}
  const how = hung ? `it hung for ${limit} ms` : `it ended with ${String(signal ?? code)}`
  const told = spec.death === undefined ? 'to come to its end' : `to die ${spec.death.when} record ${spec.death.record}`
  const wrong = `${how}, and was ${told}; it said: ${said.slice(-500)}${complained.slice(-3000)}`
  if (answer === undefined) return {wrong}
  return {answer, wrong, tooFew: answer.steps.length < (spec.death?.record ?? 0)}
}
