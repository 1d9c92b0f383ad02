import {leaseOf, prepareStore} from '../images/store.ts'
import {obtainImage, type ObtainedImage, type ObtainOptions, type WantedImage} from '../images/obtain.ts'
import type {Host} from '../host/host.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {acquire} from '../resources/acquire.ts'
import {makeDirectory} from '../resources/directory.ts'
import {resourceId} from '../units.ts'

/**
 * Gets an image for a VM. What the VM has of the cache is in its ledger, and goes when the VM is stopped.
 * @throws QemuVmError as obtainImage() does; `resource` where the cache cannot be used.
 */
export async function imageFor(
  wanted: WantedImage,
  {ledger, ...options}: Omit<ObtainOptions, 'vm'> & {readonly ledger: Ledger},
  host: Host,
): Promise<ObtainedImage> {
  prepareStore(options.cacheDirectory)
  const path = leaseOf(options.cacheDirectory, ledger.vm)
  const intent = {id: resourceId('image'), kind: 'directory', description: {path}} as const
  await acquire(intent, () => makeDirectory(path), ledger)
  return await obtainImage(wanted, {...options, vm: ledger.vm}, host)
}
