import * as core from '@actions/core'
import {join} from 'node:path'

/** Beside the bundle: tools/build.ts puts it there. */
const file = 'kernel-matcher.json'
const owners = ['qemu-vm-kernel-error', 'qemu-vm-kernel-warning']

/** From now on the runner looks in every line of the job's log for what a kernel complains of, W/Handlers/OutputManager.cs. */
export function addKernelMatchers(directory: string): void {
  core.info(`::add-matcher::${join(directory, file)}`)
}

/** The runner has no idea that a matcher belongs to a step: without this it would be for the rest of the job. */
export function removeKernelMatchers(): void {
  for (const owner of owners) core.info(`::remove-matcher owner=${owner}::`)
}
