import * as core from '@actions/core'
import {basename, join} from 'node:path'
import {makeDossier, type Dossier} from '../phases/dossier.ts'
import {inlineCode} from '../report/guest-text.ts'
import {markup} from '../report/markdown.ts'
import type {Report} from '../report/report.ts'
import {tagOf, type VmId} from '../units.ts'
import {uploadArtifact} from './artifact.ts'
import {environment, secretValues} from './environment.ts'
import type {Runner} from './runner.ts'

/**
 * The dossier of a VM. It lies in RUNNER_TEMP, which the runner empties when the job is over: it has to outlive the run
 * directory, so that later steps can read it, and must not outlive the job.
 */
export function dossierOf(vm: VmId, isSuspect: boolean, {temporary}: Runner): Dossier {
  const directory = temporary === '' ? undefined : evidenceDirectory(vm, temporary)
  return makeDossier({directory, isSuspect, secrets: secretValues(environment())})
}

/** Where the evidence on a VM is kept. */
export const evidenceDirectory = (vm: VmId, temporary: string): string => join(temporary, `${tagOf(vm)}-evidence`)

/** Evidence that lies in a folder, and where the runner offers that as an artifact, too. */
export interface HandedIn {
  readonly directory: string
  readonly files: readonly string[]
  /** Its name. */
  readonly artifact?: string
}

/** Completes a dossier, and uploads it where the runner offers that. Takes 30 s at most and never throws. */
export async function handIn(dossier: Dossier, report: Report, monitor = ''): Promise<HandedIn | undefined> {
  const made = dossier.complete(report, monitor)
  if (made === undefined) return undefined
  const {directory, files} = made
  const artifact = `qemu-vm-${report.plan?.spec.name ?? 'guest'}-${report.vm ?? ''}`
  const isUploaded = await core.group(`Evidence: ${files.length} files in ${directory}`, () =>
    uploadArtifact(artifact, files, directory),
  )
  if (report.phase === 'main') core.setOutput('evidence', directory)
  return {...made, ...(isUploaded ? {artifact} : {})}
}

/** Where it is, in words. */
export const placeOf = ({directory, artifact}: HandedIn): string =>
  artifact === undefined ? `${directory}, until the job ends` : `the artifact ${artifact}`

/** Says in the summary where evidence is. */
export async function tellOfEvidence({directory, files, artifact}: HandedIn): Promise<void> {
  const where =
    artifact === undefined
      ? markup`${inlineCode(directory)}, until the job ends`
      : markup`the artifact ${inlineCode(artifact)}`
  const names = files.map((file) => basename(file)).join(', ')
  try {
    await core.summary.addRaw(markup`Evidence (${inlineCode(names)}): ${where}.`, true).write()
  } catch {
    // the log has told it
  }
}
