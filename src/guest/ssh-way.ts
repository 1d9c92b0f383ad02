import {pipeline} from 'node:stream/promises'
import {quoteWord} from '../quote.ts'
import {sshWords} from './ssh.ts'
import {askLimit, type Ended, type Way, type WayInput} from './way.ts'

/** Streams over the connection that is open. */
export function sshWay({plan: {paths, tag}, host: {commands}, signal}: WayInput): Way {
  const remote = (script: string, words: readonly string[]): readonly [string, ...string[]] =>
    sshWords(paths.sshConfig, 'guest', `exec sh -c ${[script, 'sh', ...words].map(quoteWord).join(' ')}`)
  const start = (script: string, words: readonly string[]) => {
    const {input, output, exited} = commands.filter(remote(script, words), {tag, signal})
    const ended = exited.then(({exit, stderr}): Ended => {
      return 'code' in exit ? {code: exit.code, stderr} : {code: 255, stderr: stderr || `ssh: ${exit.signal}`}
    })
    ended.catch(() => undefined) // whoever reads the output looks at it later
    return {input, output, ended}
  }
  return {
    ask: (script, words) => commands.run(remote(script, words), {limit: askLimit, tag}),
    async put(script, words, bytes) {
      const {input, output, ended} = start(script, words)
      output.resume()
      // Either end may break the stream; why, it says itself
      await pipeline(bytes, input).catch(() => undefined)
      return await ended
    },
    take(script, words) {
      const {input, output, ended} = start(script, words)
      input.end()
      return {output: output as AsyncIterable<Buffer>, ended, cancel: () => void output.destroy()}
    },
  }
}
