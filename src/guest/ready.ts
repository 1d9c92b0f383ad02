import {messageOf, QemuVmError} from '../errors.ts'
import type {Clock} from '../host/host.ts'
import type {Span} from '../report/report.ts'
import {formatDuration, millis, seconds, type Millis} from '../units.ts'

/** One named condition of readiness. */
export interface Requirement {
  /** Completes `waiting for …`. */
  readonly name: string
  /** What a person may look at when it is not met. */
  readonly hint: string
  /** Resolves when it is met; rejects when `signal` aborts, or when it never will be. */
  met(signal: AbortSignal): Promise<void>
}

export interface ReadyOptions {
  /** Rejects when waiting any longer is pointless: QEMU is gone, the guest was reset or panicked. */
  readonly trouble: Promise<never>
  readonly budget: Millis
  readonly clock: Clock
  /** Called every ten seconds: what is waited for, and for how long so far. */
  readonly onProgress: (waitingFor: string, sofar: Millis) => void
  readonly signal: AbortSignal
}

const progressPause = seconds(10)

/**
 * Waits for each requirement in turn. A dead QEMU is not a slow one: trouble ends the wait at once.
 * @returns how long each took. @throws the trouble; QemuVmError `boot-timeout`; the reason of `signal`.
 */
export async function waitUntilReady(
  requirements: readonly Requirement[],
  {trouble, budget, clock, onProgress, signal}: ReadyOptions,
): Promise<readonly Span[]> {
  const began = clock.now()
  const over = new AbortController()
  const both = AbortSignal.any([signal, over.signal])
  const spans: Span[] = []
  let current = requirements[0]

  const timeOut = clock.sleep(budget, both).then(() => {
    throw new QemuVmError(
      'boot-timeout',
      `The guest was not ready within ${formatDuration(budget)}; what was missing: ${current?.name ?? ''}.`,
      {
        hint: `${current?.hint ?? ''} Emulation (TCG) is about 8 times slower than KVM; boot-timeout can be raised.`,
      },
    )
  })
  const tell = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(progressPause, both)
      onProgress(current?.name ?? '', millis(clock.now() - began))
    }
  }
  const meetAll = async (): Promise<void> => {
    for (current of requirements) {
      const from = clock.now()
      await current.met(both)
      spans.push({name: current.name, took: millis(clock.now() - from)})
    }
  }
  try {
    await Promise.race([meetAll(), timeOut, tell() as Promise<never>, trouble])
    return spans
  } catch (error) {
    if (signal.aborted) throw new QemuVmError('cancelled', 'The job was cancelled.', {cause: messageOf(signal.reason)})
    throw error
  } finally {
    over.abort(new Error('readiness was decided'))
  }
}

interface AttemptOptions {
  readonly limit: (sofar: Millis) => Millis
  readonly pause: Millis
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Whether there is no point in another attempt. */
  readonly isFinal?: (error: unknown) => boolean
}

/**
 * Repeats an attempt until it succeeds; rejects when `signal` aborts, or with an error that `isFinal`. Each attempt has a
 * limit of its own, which may depend on how long it has been tried so far.
 */
export async function untilItSucceeds<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  {limit, pause, clock, signal, isFinal = () => false}: AttemptOptions,
): Promise<T> {
  const began = clock.now()
  for (;;) {
    signal.throwIfAborted()
    const one = new AbortController()
    const timer = clock.sleep(limit(millis(clock.now() - began)), one.signal).then(
      () => {
        one.abort()
      },
      () => undefined,
    )
    try {
      return await attempt(AbortSignal.any([signal, one.signal]))
    } catch (error) {
      if (isFinal(error)) throw error
      // why an attempt failed matters only for the last one, and the log of the console tells that better
    } finally {
      one.abort()
      await timer
    }
    await clock.sleep(pause, signal)
  }
}
