import {randomBytes} from 'node:crypto'
import {QemuVmError} from '../errors.ts'
import {seconds, type Json, type JsonObject} from '../units.ts'
import {askAgent, runByAgent, type AgentResult} from './agent.ts'
import {askLimit, firstLine, type Ended, type Way, type WayInput} from './way.ts'

/** Bytes in one message, which is a third longer as base64, and is kept whole in the guest and here. */
const portion = 512 * 1024
/** For a tar in the guest, of which nothing is seen meanwhile. */
const runLimit = seconds(120)

/**
 * The guest agent moves files and no streams: what goes either way lies in a file of the guest's for so long, in a directory
 * that only root can enter. guest-file-open, -read, -write and -close of qga/qapi-schema.json.
 */
export function agentWay({plan: {paths}, host: {clock}, signal}: WayInput, look: string): Way {
  const run = (script: string, words: readonly string[], limit = runLimit): Promise<AgentResult> => {
    const inHome = `cd "\${HOME:-/root}" 2>/dev/null || cd /; ${script}`
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(limit)])
    return runByAgent(paths.agentSocket, ['/bin/sh', '-c', inHome, 'sh', ...words], {clock, signal: bounded})
  }
  const ask = (command: string, words: JsonObject): Promise<Json> => askAgent(paths.agentSocket, command, words, signal)

  const write = async (path: string, bytes: AsyncIterable<Buffer>): Promise<void> => {
    const handle = await ask('guest-file-open', {path, mode: 'w'})
    for await (const part of bytes) {
      for (let at = 0; at < part.length; at += portion) {
        await ask('guest-file-write', {handle, 'buf-b64': part.subarray(at, at + portion).toString('base64')})
      }
    }
    await ask('guest-file-close', {handle})
  }
  async function* read(path: string): AsyncGenerator<Buffer> {
    const handle = await ask('guest-file-open', {path, mode: 'r'})
    try {
      for (let isOver = false; !isOver;) {
        const answer = (await ask('guest-file-read', {handle, count: portion})) as FileRead
        yield Buffer.from(answer['buf-b64'] ?? '', 'base64')
        isOver = answer.eof !== false
      }
    } finally {
      await ask('guest-file-close', {handle})
    }
  }
  const makePlace = async (): Promise<string> => {
    const place = `/tmp/qemu-vm-copy-${randomBytes(8).toString('hex')}`
    const {code, stderr} = await run('mkdir -m 700 -- "$1"', [place], askLimit)
    if (code !== 0) throw new QemuVmError('command-failed', `The guest agent: ${stderr.toString().trim()}`)
    return place
  }
  const removePlace = (place: string): Promise<unknown> =>
    run('rm -rf -- "$1"', [place], askLimit).catch(() => undefined)

  return {
    async put(script, words, pack) {
      const found = await run(look, words, askLimit)
      const [answer = ''] = found.stdout.toString().split('\n', 1)
      if (found.code !== 0 || answer === '') return endOf(found)
      const place = await makePlace()
      try {
        await write(`${place}/stream`, pack(answer) as AsyncIterable<Buffer>)
        const again = `f=$1; shift; exec <"$f"; { ${look}; } >/dev/null; ${script}`
        return endOf(await run(again, [`${place}/stream`, ...words]))
      } finally {
        await removePlace(place)
      }
    },
    take(script, words) {
      const ended = Promise.withResolvers<Ended>()
      ended.promise.catch(() => undefined) // whoever reads the output looks at it later
      async function* printed(): AsyncGenerator<Buffer> {
        const place = await makePlace()
        try {
          const whole = `f=$1; shift; exec >"$f"; ${look}; ${script}`
          ended.resolve(endOf(await run(whole, [`${place}/stream`, ...words])))
          yield* read(`${place}/stream`)
        } catch (error) {
          ended.reject(error)
          throw error
        } finally {
          await removePlace(place)
        }
      }
      const stream = printed()
      const divided = firstLine(stream)
      divided.catch(() => undefined) // so too
      async function* output(): AsyncGenerator<Buffer> {
        yield* (await divided).rest
      }
      const cancel = async (): Promise<void> => {
        await stream.return(undefined)
      }
      return {answer: divided.then(({line}) => line), output: output(), ended: ended.promise, cancel}
    },
  }
}

const endOf = ({code, stderr}: AgentResult): Ended => ({code, stderr: stderr.toString().trim()})

interface FileRead {
  readonly 'buf-b64'?: string
  readonly eof?: boolean
}
