import {guestTrouble} from './guest-side.ts'
import {mayAnswer, whyLost} from './lost.ts'
import {wasReset} from './resets.ts'
import {openSession, type Session} from './session.ts'
import {guestLost, type StepContext, type Verb} from './verb.ts'

/**
 * What became of a command whose connection ended without a word of it: ssh says 255 then, and so may the command. The
 * guest is asked; where it does not answer, its state as seen from outside is told.
 */
export async function judgeLost(session: Session, context: StepContext): Promise<number> {
  const why = await whyLost(context)
  const known = mayAnswer(why, context) ? await session.collect().catch(() => undefined) : undefined
  if (known?.status === 255) return 255
  context.terminal.trouble(await lossOf(session, context, {why, status: known?.status}))
  return guestLost
}

/** What is known already of a loss. */
export interface Loss {
  readonly why: string | undefined
  /** With which the command ended all the same. */
  readonly status: number | undefined
}

/** A sentence for people; the command is never run a second time, since nobody knows how far it came. */
export async function lossOf(session: Session, context: StepContext, known: Loss): Promise<string> {
  const why = known.why ?? (await whyLost(context)) // it may have answered a last time
  const {status} = known
  const lost = 'The connection to the guest was lost while the command ran, and how it fared is not known.'
  if (why !== undefined) return `${lost} ${why}`
  if (status !== undefined) {
    return `The connection to the guest was lost; the command had ended with status ${status}, but its output may be cut off.`
  }
  if (wasReset(context)) return `${lost} The guest restarted, and answers again; the command is not run a second time.`
  await session.end().catch(() => undefined)
  return `${lost} The guest answers again; what was left of the command was ended, and it is not run a second time.`
}

/**
 * Brings a step into the guest, and once more where the connection breaks: nothing of it runs yet, so that is no harm. A
 * guest that restarts is waited for. @returns why it cannot be done, in a sentence; undefined when it is.
 */
export async function enterGuest(
  session: Session,
  {settings, script = ''}: {readonly settings: string; readonly script?: string},
  context: StepContext,
): Promise<string | undefined> {
  const first = await session.deliver(settings, script)
  if (first.code === 0) return undefined
  const why = await whyLost(context)
  if (why !== undefined) return `The guest could not be entered. ${why}`
  const {code, stderr} = await session.deliver(settings, script)
  return code === 0 ? undefined : `The guest could not be entered: ${stderr.trim() || 'ssh said nothing'}`
}

/** For the launcher, whose ssh has said 255: `guest lost TOKEN`. */
export const lost: Verb = {
  usage: undefined,
  async run([token = ''], context) {
    if (!isToken(token)) return 'usage'
    return await judgeLost(openSession({...context, token}), context)
  },
}

/** For the launcher, which was told to end: `guest end TOKEN`. */
export const endCommand: Verb = {
  usage: undefined,
  async run([token = ''], context) {
    if (!isToken(token)) return 'usage'
    return await openSession({...context, token})
      .end()
      .then(
        () => 0,
        () => guestTrouble,
      )
  },
}

/** Of session.ts, or of the launcher: its process and when that started. */
const isToken = (text: string): boolean => /^[0-9a-f]{32}$|^\d+-\d+$/.test(text)
