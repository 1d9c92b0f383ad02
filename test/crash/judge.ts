import type {Verdict} from '../../src/ledger/entry.ts'
import {leftoversOf, type Report} from '../../src/report/report.ts'
import type {Outcome} from '../../src/shutdown/outcome.ts'
import type {Step} from './deadly-ledger.ts'
import type {Guest} from './point.ts'

/** What a child process answers that came to its end. */
export interface Answer {
  readonly steps: readonly Step[]
  /** Why main could not start the VM. */
  readonly failure?: string
  /** With a report: it has stopped the VM. */
  readonly verdict?: Verdict
  readonly report?: Report
}

/** What is known of the VM, from outside, at the moment when the judged visit began. */
export interface Facts {
  readonly guest: Guest
  readonly handedOver: boolean
  /** A QEMU of this VM was in the process table. */
  readonly lived: boolean
  /** There was none, and a process that might just be starting it. */
  readonly mayStart: boolean
  /** What an earlier visit, which died, had made durable of how QEMU ended. */
  readonly recorded?: Outcome
  /** Records that were torn by deaths; undefined where that may have been after the last word was begun. */
  readonly torn?: number
  /** Whoever came asks no guest: its job is over. */
  readonly asksNobody?: boolean
  /** The guest itself says on its console that it powers off; undefined where the guest is a fake without a voice. */
  readonly lastWords?: RegExp
}

const nobodyThere: ReadonlySet<Outcome> = new Set<Outcome>(['already-gone', 'never-started'])

/** What is wrong with the last word on a VM. Empty: it is true as far as can be known from outside. */
export function judge({verdict, report}: Answer, facts: Facts): readonly string[] {
  if (verdict === undefined || report === undefined) return ['there is no report']
  const complaints: string[] = []
  const outcome = report.shutdown?.outcome
  const claim = `the report says ${outcome ?? 'nothing'} (${verdict})`
  if (verdict === 'leaked') complaints.push(`${claim}: ${JSON.stringify([...leftoversOf(report), ...report.findings])}`)
  // A visit that died may have seen QEMU end, and then its word must be kept
  const {recorded = 'never-started'} = facts
  const ended = !nobodyThere.has(recorded)
  const mayHaveLived = facts.lived || facts.mayStart || ended
  const mayBeGraceful = mayHaveLived && facts.guest === 'obeys'
  if (ended && outcome !== recorded) complaints.push(`${claim}, and ${recorded} was recorded`)
  if (outcome === 'graceful' && !mayBeGraceful) complaints.push(`${claim}, and the guest cannot have obeyed`)
  const {lastWords} = facts
  if (outcome === 'graceful' && !ended && lastWords !== undefined && !lastWords.test(report.consoleTail ?? ''))
    complaints.push(`${claim}, and the guest's console does not`)
  const isAsked = facts.asksNobody !== true
  if (mayBeGraceful && isAsked && facts.lived && facts.handedOver && outcome !== 'graceful')
    complaints.push(`${claim}, and the guest was up and would have obeyed: ${JSON.stringify(report.shutdown)}`)
  if (facts.lived && (outcome === undefined || nobodyThere.has(outcome)))
    complaints.push(`${claim}, and QEMU was there`)
  if (!mayHaveLived && outcome !== undefined && !nobodyThere.has(outcome))
    complaints.push(`${claim}, and there was no QEMU`)
  const toldOfDamage = report.findings.some(({title}) => title === 'The ledger was damaged')
  if (facts.torn === undefined) return complaints
  if (facts.torn > 0 && !toldOfDamage) complaints.push(`${claim}, and nothing of the torn record (law L14)`)
  if (facts.torn === 0 && toldOfDamage) complaints.push(`${claim} and a damage that nobody did`)
  return complaints
}
