import * as core from '@actions/core'
import {basename, join} from 'node:path'
import {makeDossier, type Dossier} from '../phases/dossier.ts'
import {inlineCode} from '../report/guest-text.ts'
import {markup} from '../report/markdown.ts'
import type {Report} from '../report/report.ts'
import {tagOf, type VmId} from '../units.ts'
import {uploadArtifact} from './artifact.ts'
import type {Runner} from './runner.ts'

/**
 * The dossier of a VM. It lies in RUNNER_TEMP, which the runner empties when the job is over: it has to outlive the run
 * directory, so that later steps can read it, and must not outlive the job.
 */
export function dossierOf(vm: VmId, isSuspect: boolean, {temporary}: Runner): Dossier {
  return makeDossier(temporary === '' ? undefined : evidenceDirectory(vm, temporary), isSuspect)
}

/** Where the evidence on a VM is kept. */
export const evidenceDirectory = (vm: VmId, temporary: string): string => join(temporary, `${tagOf(vm)}-evidence`)

/** Completes a dossier, uploads it where the runner offers that, and says where it is. */
export async function handIn(dossier: Dossier, report: Report, monitor = ''): Promise<void> {
  const made = dossier.complete(report, monitor)
  if (made === undefined) return
  const {directory, files} = made
  const name = `qemu-vm-${report.plan?.spec.name ?? 'guest'}-${report.vm ?? ''}`
  const isUploaded = await core.group(`Evidence: ${files.length} files in ${directory}`, () =>
    uploadArtifact(name, files, directory),
  )
  if (report.phase === 'main') core.setOutput('evidence', directory)
  const where = isUploaded
    ? markup`the artifact ${inlineCode(name)}`
    : markup`${inlineCode(directory)}, until the job ends`
  const names = files.map((file) => basename(file)).join(', ')
  try {
    await core.summary.addRaw(markup`Evidence (${inlineCode(names)}): ${where}.`, true).write()
  } catch {
    // the log has told it
  }
}
