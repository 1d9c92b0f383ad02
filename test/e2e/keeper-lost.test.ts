import {existsSync, writeFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {fakeMachine, pidOf, statesOf, untilHandedOver} from '../support/fake-machine.ts'

describe('a keeper that', () => {
  test('gets SIGHUP and SIGINT goes on; after SIGTERM or SIGKILL post does without it', async () => {
    using machine = fakeMachine()
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const job = machine.start({steps: [machine.use(), {kind: 'run', script: `while test ! -e ${machine.root}/go; do sleep 0.1; done`}]}) // prettier-ignore
      const keeper = pidOf(await untilHandedOver(machine), 'keeper')
      process.kill(keeper, 'SIGHUP')
      process.kill(keeper, 'SIGINT')
      await sleep(300)
      expect(existsSync(`/proc/${keeper}`)).toBe(true)
      process.kill(keeper, signal)
      job.cancel()
      const result = await job.result
      expect(result.stage('vm', 'post').summary).toContain('Outcome `graceful`')
      expect(result.stage('vm', 'post').result).toBe('success')
      await machine.expectUnchanged()
    }
  })

  test.each([
    ['before QEMU was started', 'exit 3', /keeper.*ended before QEMU was started.*no breath left/],
    ['while the guest booted', '', /keeper.*ended before the guest was ready/],
  ])('ended %s fails main, which says so and cleans up', async (when, script, said) => {
    using machine = fakeMachine()
    if (when.startsWith('before')) {
      // The keeper is node and a file: the file says its last words and ends
      writeFileSync(
        `${machine.action}/dist/keeper.js`,
        `console.log('no breath left'); process.${script.replace(' ', '(')})`,
      )
    }
    const onLine = ({text}: {readonly text: string}): void => {
      if (!when.startsWith('before') && text.includes('QEMU runs as process'))
        for (const state of statesOf(machine)) process.kill(pidOf(state, 'keeper'), 'SIGKILL')
    }
    const job = machine.start({steps: [machine.use({ready: 'banner'})], onLine})
    const result = await job.result
    expect(result.annotations('error').map(({message}) => message)).toEqual([expect.stringMatching(said)])
    expect(result.stage('vm', 'main').ms).toBeLessThan(15_000)
    expect(result.stage('vm', 'post').log).toContain('Nothing to do')
    expect(result.sweep).toEqual([])
    await machine.expectUnchanged()
  })

  test('stops the VM at the same time as post does it once [A15]', async () => {
    using machine = fakeMachine({guest: {takes: 3000}})
    // Post comes 100 ms before the keeper's own time, or after it: they meet at the lock
    for (const wait of [7500, 9500]) {
      const job = machine.start({steps: [machine.use({'max-lifetime': '10s'}), {kind: 'run', id: 'work', script: `sleep ${wait / 1000}`}]}) // prettier-ignore
      const result = await job.result
      const post = result.stage('vm', 'post')
      expect(post.result).toBe('success')
      expect(post.summary).toContain('Outcome `graceful`')
      await machine.expectUnchanged()
    }
  })
})
