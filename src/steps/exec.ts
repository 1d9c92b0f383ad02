import {constants} from 'node:os'
import {quoteWord, sshWords} from '../guest/ssh.ts'
import type {Exit} from '../host/host.ts'
import type {Verb} from './verb.ts'

/** Runs one command. Each word arrives in the guest as it was given here, whatever is in it. */
export const exec: Verb = {
  usage: '-- COMMAND [WORD ...]',
  async run(words, {plan, host}) {
    const command = words[0] === '--' ? words.slice(1) : words
    if (command.length === 0) return 'usage'
    const remote = command.map(quoteWord).join(' ')
    return statusOf(
      await host.commands.attach(sshWords(plan.paths.sshConfig, 'guest', remote), {stdin: 'inherit', tag: plan.tag}),
    )
  },
}

/** 128 and the signal's number, as a shell has it: ssh itself was ended, for instance by the job's cancellation. */
export const statusOf = (exit: Exit): number => ('code' in exit ? exit.code : 128 + constants.signals[exit.signal])
