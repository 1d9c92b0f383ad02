import type {LedgerRecord} from '../ledger/entry.ts'
import type {LedgerState} from '../ledger/replay.ts'
import type {Json, JsonObject} from '../units.ts'
import {leftoversOf, verdictOf, type Report} from './report.ts'
import {whereOf} from './wording.ts'

/** What only the ledger and the machine know. */
export interface JsonReportInput {
  readonly report: Report
  readonly state: LedgerState
  readonly host: JsonObject
}

/** What goes into report.json, for programs: docs/report.schema.json describes it. Texts are as they came. */
export function jsonReport({report, state, host}: JsonReportInput): JsonObject {
  const {phase, vm, failure, causes = [], shutdown, releases, findings, bootTook} = report
  const plan = report.plan ?? state.plan
  const value = {
    version: 1,
    phase,
    vm: vm ?? null,
    name: plan?.spec.name ?? null,
    verdict: verdictOf(report),
    failure: failure ?? null,
    causes,
    outcome: shutdown?.outcome ?? null,
    attempts: shutdown?.attempts ?? [],
    notes: shutdown?.notes ?? [],
    bootMilliseconds: bootTook ?? state.bootTook ?? null,
    exit: state.exit ?? null,
    events: state.events.map(({at, event, data}) => ({at, event, data})),
    timeline: state.records.map(({at, ...record}) => ({at, what: wordsOf(record)})),
    machine:
      plan === undefined
        ? null
        : {
            accelerator: plan.accelerator,
            acceleratorWhy: plan.acceleratorWhy ?? null,
            qemuVersion: plan.qemuVersion,
            arch: plan.spec.arch,
            machine: plan.spec.machine,
            cpus: plan.spec.cpus,
            memoryMebibytes: plan.spec.memory,
            commandLine: withoutSecrets(plan.qemu),
          },
    released: releases.map(({held, outcome, took, error}) => ({
      id: held.id,
      where: whereOf(held),
      outcome,
      milliseconds: took,
      error: error ?? null,
    })),
    leftovers: leftoversOf(report),
    findings,
    host,
  }
  return JSON.parse(JSON.stringify(value)) as JsonObject
}

/** A line of the ledger in a few words. */
function wordsOf(record: Omit<LedgerRecord, 'at'>): string {
  const facts = record as unknown as Readonly<Record<string, Json | undefined>>
  const intent = facts['intent'] as {readonly id?: string} | undefined
  const shutdown = facts['shutdown'] as {readonly outcome?: string} | undefined
  const detail =
    intent?.id ??
    shutdown?.outcome ??
    facts['id'] ??
    facts['event'] ??
    facts['phase'] ??
    facts['verdict'] ??
    facts['signal']
  return typeof detail === 'string' ? `${record.type} ${detail}` : record.type
}

/** QEMU takes secrets in keys of its options (`-object secret,data=…`, `password=…`): an artifact is not masked. */
export const withoutSecrets = (words: readonly string[]): readonly string[] =>
  words.map((word) =>
    word.replaceAll(/\b((?:password|passwd|secret|key-secret|token)=|(?<=^secret[^ ]*,)data=)(?:,,|[^,])*/gi, '$1***'),
  )
