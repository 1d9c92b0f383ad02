import type {Millis} from '../units.ts'

/** What the keeper sees at one look. */
export interface Watch {
  /** `gone`: the file is no more: whoever had the last word removed it. */
  readonly ledger: 'open' | 'closing' | 'closed' | 'gone'
  readonly qemu: 'unborn' | 'running' | 'gone'
  /** `unknown`: there never was such an ancestor (act, job containers). */
  readonly worker: 'alive' | 'dead' | 'unknown'
  /** Somebody alive holds the ledger's lock: it is being stopped right now. */
  readonly locked: boolean
  /** How long worker, ledger, QEMU and lock have been as they are. */
  readonly unchangedFor: Millis
  readonly lifetimePassed: boolean
}

export type Decision = {readonly do: 'wait' | 'leave' | 'restore'} | {readonly do: 'stop'; readonly why: string}

/** post may still be starting when its worker dies; and a post that dies while stopping may be run again. */
export const patience = 15_000 as Millis
/** A first look right after QEMU's end may come before whoever stops has taken the lock. */
export const shortPatience = 3_000 as Millis

/**
 * What a look means. The keeper stops the VM when nobody else will: the worker is dead and nobody is at it; its time is
 * over; or somebody had begun to stop it, could not finish (QEMU hung in the kernel, or the stopper died), and QEMU does
 * not run by now or no worker is known who would see to it. It leaves when the last word was said. Without a ledger nobody
 * would find the VM: it is written anew. Pure.
 */
export function keepOrStop(watch: Watch): Decision {
  // The last word is said when QEMU is gone, not before: a step has emptied the directory
  if (watch.ledger === 'gone' && watch.qemu === 'running') return {do: 'restore'}
  if (watch.ledger === 'closed' || watch.ledger === 'gone') return {do: 'leave'}
  if (watch.locked) return {do: 'wait'}
  if (watch.worker === 'dead' && watch.unchangedFor >= patience) {
    return {do: 'stop', why: "the job's worker is gone, and post did not run"}
  }
  if (watch.ledger === 'closing' && watch.qemu !== 'running' && watch.unchangedFor >= shortPatience) {
    return {do: 'stop', why: 'whoever was stopping it did not finish, and QEMU does not run by now'}
  }
  // A worker that lives will run post, or die; of one that is not known nobody comes after a post that was killed
  if (watch.ledger === 'closing' && watch.worker === 'unknown' && watch.unchangedFor >= patience) {
    return {do: 'stop', why: 'whoever was stopping it did not finish'}
  }
  // Where somebody has begun already, the keeper itself included, the next try is not at once
  if (watch.lifetimePassed && (watch.ledger === 'open' || watch.unchangedFor >= patience)) {
    return {do: 'stop', why: 'max-lifetime has passed'}
  }
  return {do: 'wait'}
}
