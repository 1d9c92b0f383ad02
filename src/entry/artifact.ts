import * as core from '@actions/core'
import {messageOf} from '../errors.ts'
import {environment} from './environment.ts'

/** A few megabytes take seconds; the phase must not wait longer for what is a courtesy. */
const uploadBudget = 30_000

/** Whether this runner has a service for artifacts: act and others have none. */
const isOffered = (): boolean => {
  const env = environment()
  return (env['ACTIONS_RESULTS_URL'] ?? '') !== '' && (env['ACTIONS_RUNTIME_TOKEN'] ?? '') !== ''
}

/**
 * Uploads files as an artifact of the run: post comes after the user's own upload steps, so nobody else can. Takes 30 s at
 * most and never throws. The library is loaded only here: it is 5 MB, and most jobs never need it.
 * @returns whether it is there.
 */
export async function uploadArtifact(name: string, files: readonly string[], root: string): Promise<boolean> {
  if (!isOffered()) return false
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    over.reject(new Error(`it took longer than ${uploadBudget / 1000} s`))
  }, uploadBudget)
  try {
    const {DefaultArtifactClient} = await import('@actions/artifact')
    const upload = new DefaultArtifactClient().uploadArtifact(name, [...files], root)
    upload.catch(() => undefined) // it may fail when nobody waits any more
    await Promise.race([upload, over.promise])
    return true
  } catch (error) {
    core.info(`The evidence could not be uploaded as an artifact: ${messageOf(error)}`)
    return false
  } finally {
    clearTimeout(timer)
  }
}
