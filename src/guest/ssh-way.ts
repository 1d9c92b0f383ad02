import type {Filter} from '../host/host.ts'
import {quoteWord} from '../quote.ts'
import {sshWords} from './ssh.ts'
import {firstLine, type Ended, type Way, type WayInput} from './way.ts'

/**
 * Puts the packets of a guest together, which may be of 16 KiB: each would wake us, for longer than it takes to copy it, and
 * an emulated guest wants the same processors. Of 64 KiB at once 16 MiB took 5 % longer.
 */
const gather = ['dd', 'ibs=64k', 'obs=256k', 'status=none'] as const

/** Streams over the connection that is open. `look`: what each script begins with. */
export function sshWay({plan: {paths, tag}, host: {commands}, signal}: WayInput, look: string): Way {
  const start = (script: string, words: readonly string[], through?: Filter) => {
    const remote = `exec sh -c ${[`${look}; ${script}`, 'sh', ...words].map(quoteWord).join(' ')}`
    const options = {tag, signal, ...(through && {into: through.input})}
    const ssh = commands.filter(sshWords(paths.sshConfig, 'guest', remote), options)
    const [{input, exited}, {output}] = [ssh, through ?? ssh]
    // Both, so that nothing is left of it, and a gatherer that cannot be started is told of
    const ended = Promise.all([exited, through?.exited]).then(([{exit, stderr}]): Ended => {
      return 'code' in exit ? {code: exit.code, stderr} : {code: 255, stderr: stderr || `ssh: ${exit.signal}`}
    })
    ended.catch(() => undefined) // whoever reads the output looks at it later
    const divided = firstLine(output as AsyncIterable<Buffer>)
    divided.catch(() => undefined) // so too
    const cancel = (): Promise<void> => {
      output.destroy()
      return Promise.resolve()
    }
    return {input, divided, ended, cancel}
  }
  return {
    async put(script, words, pack) {
      const {input, divided, ended, cancel} = start(script, words)
      try {
        const {line, rest} = await divided
        // ssh may be gone again. With its stdin in the hands of the packer, no byte goes through this process
        if (line !== '' && !input.destroyed) pack(line, input)
        while ((await rest.next()).done !== true); // what tar prints is for nobody, and would hold it up
      } finally {
        input.destroy()
        await cancel()
      }
      return await ended
    },
    take(script, words) {
      const {input, divided, ended, cancel} = start(script, words, commands.filter(gather, {tag, signal}))
      input.end()
      async function* output(): AsyncGenerator<Buffer> {
        yield* (await divided).rest
      }
      return {answer: divided.then(({line}) => line), output: output(), ended, cancel}
    },
  }
}
