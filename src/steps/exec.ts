import {constants} from 'node:os'
import type {Exit} from '../host/host.ts'
import {execDelivered} from './guest-side.ts'
import {enterGuest, judgeLost} from './lost-command.ts'
import {takeOptions} from './options.ts'
import {openSession} from './session.ts'
import {selectEnvironment, settingsText} from './settings.ts'
import {guestLost, type Verb} from './verb.ts'
import {startDirectory} from './workspace.ts'

/**
 * Runs one command with our stdin. Each word arrives in the guest as it was given here, whatever is in it. Without options
 * the launcher does this by itself (phases/hand-over.ts).
 */
export const exec: Verb = {
  usage: '[--user USER] [--env NAME] [--directory DIR] -- COMMAND [WORD ...]',
  async run(words, context) {
    const {options, rest: command} = takeOptions(words) ?? {rest: []}
    if (options === undefined || command.length === 0) return 'usage'
    const {terminal} = context
    const session = openSession({...context, user: options.user, signal: terminal.signal})
    const variables = selectEnvironment(terminal.env, options.env)
    const settings = settingsText({variables, directory: startDirectory(context, options.directory)})
    const whyNot = await enterGuest(session, {settings}, context)
    if (whyNot !== undefined) {
      terminal.trouble(whyNot)
      return guestLost
    }
    const status = statusOf(await session.attach(execDelivered(session.token, command), 'inherit'))
    if (terminal.signal.aborted) return cancelledBy(terminal.signal)
    if (session.mayBeLost(status)) return await judgeLost(session, context)
    await session.collect()
    return status
  },
}

/** 128 and the signal's number, as a shell has it. */
export const statusOf = (exit: Exit): number => ('code' in exit ? exit.code : 128 + constants.signals[exit.signal])

/** The status of a step that was cancelled by a signal: its name is the reason. */
export const cancelledBy = ({reason}: AbortSignal): number => 128 + constants.signals[reason as NodeJS.Signals]
