import {existsSync, readFileSync} from 'node:fs'
import type {Host} from '../../src/host/host.ts'
import type {ProcessIdentity} from '../../src/plan/intent.ts'
import {watchExit} from '../../src/qemu/exit-watch.ts'
import {descend} from '../../src/shutdown/ladder.ts'
import {openMonitor} from '../../src/shutdown/monitor.ts'
import {outcomeOf, type Descent, type Outcome} from '../../src/shutdown/outcome.ts'
import {makeRungs} from '../../src/shutdown/rungs.ts'
import type {Millis} from '../../src/units.ts'
import type {FakeBehavior} from './fake-qemu/behavior.ts'
import {until} from './fake-qemu/qmp-client.ts'
import type {FakeStage, RunningFake} from './fake-qemu/stage.ts'

/** A fake QEMU that has its sockets, and its identity. */
export interface ReadyFake extends RunningFake {
  readonly identity: ProcessIdentity
}

/** Starts a fake and waits until it is as QEMU is when main hands it over. */
export async function readyFake(
  stage: FakeStage,
  behavior: FakeBehavior,
  host: Host,
  words = stage.usual(),
): Promise<ReadyFake> {
  const running = stage.start(behavior, words)
  await until('the pidfile', () => existsSync(stage.path('qemu.pid')))
  const isLate = behavior.monitors?.['stop']?.listen !== undefined
  if (!isLate) await until('the monitor', () => isListening(stage.path('stop.sock')))
  const identity = host.processes.identify(running.child.pid ?? -1)
  if (identity === undefined) throw new Error('the fake has ended')
  return {...running, identity}
}

/** The whole ladder on one fake, as bringDown() puts it together. */
export async function goDown(
  stage: FakeStage,
  {identity}: ReadyFake,
  courtesy: Millis,
  host: Host,
): Promise<{readonly descent: Descent; readonly outcome: Outcome; readonly status: string}> {
  await using monitor = await openMonitor(stage.path('stop.sock'), host)
  const watch = watchExit([identity], host)
  void monitor.client?.closed.then(() => {
    watch.nudge()
  })
  const rungs = makeRungs({qemu: [identity], monitor, courtesy, tag: 'a tag', host})
  const descent = await descend(rungs, watch, host.clock)
  return {descent, outcome: outcomeOf(descent, monitor.evidence()), status: monitor.status}
}

/** The file of a socket is there before anyone listens. unix(7), net/unix/af_unix.c: __SO_ACCEPTCON is 0x10000. */
export const isListening = (path: string): boolean =>
  readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .some((line) => line.endsWith(` ${path}`) && line.split(' ')[3] === '00010000')
