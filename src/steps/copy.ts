import {resolve} from 'node:path'
import {messageOf} from '../errors.ts'
import {copyIn, copyOut} from '../guest/copy.ts'
import {roomIn} from '../host/room.ts'
import {forLog, oneLine} from '../report/guest-text.ts'
import type {StepContext, Verb} from './verb.ts'

/** Marks a path of the guest, as scp marks those of other machines. */
const guestPrefix = 'guest:'

/** As scp has it, nothing is where the login begins. */
const inGuest = (path: string): string => path.slice(guestPrefix.length) || '.'

/** A step has its own time limit, and the runner ends it. */
const unending = new AbortController().signal

/** Copies a file or a tree into the guest or out of it, as `cp -a` would. */
export const copy: Verb = {
  usage: '[--trust] SRC guest:DST | guest:SRC DST',
  async run(words, context) {
    const trusting = words[0] === '--trust'
    const [from = '', to = '', ...more] = trusting ? words.slice(1) : words
    const [isFromGuest, isToGuest] = [from, to].map((path) => path.startsWith(guestPrefix))
    if (more.length > 0 || isFromGuest === isToGuest || from === '' || to === '') return 'usage'
    if (isToGuest === true && trusting) return 'usage'
    const say = (text: string): void => {
      // The names of files, and what tar says of them, are the guest's (law L16)
      for (const line of forLog([oneLine(text)])) context.terminal.err(`${line}\n`)
    }
    try {
      const {remarks, isWhole} =
        isToGuest === true ? await intoGuest(from, to, context) : await outOfGuest(from, to, trusting, context)
      remarks.forEach(say)
      return isWhole ? 0 : 1
    } catch (error) {
      say(messageOf(error))
      return 1
    }
  },
}

interface Result {
  readonly remarks: readonly string[]
  readonly isWhole: boolean
}

async function intoGuest(from: string, to: string, context: StepContext): Promise<Result> {
  const {remarks} = await copyIn({from, to: inGuest(to)}, {...context, signal: unending})
  return {remarks, isWhole: true}
}

async function outOfGuest(from: string, to: string, trusting: boolean, context: StepContext): Promise<Result> {
  const limit = roomIn(resolve(to))
  const {remarks, leftOut} = await copyOut(inGuest(from), to, {...context, signal: unending}, {limit, trusting})
  return {remarks, isWhole: leftOut.length === 0}
}
