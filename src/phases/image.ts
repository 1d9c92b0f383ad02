import type {Host} from '../host/host.ts'
import {obtainImage, type ObtainedImage, type ObtainOptions, type WantedImage} from '../images/obtain.ts'
import {leaseOf, prepareStore} from '../images/store.ts'
import type {Ledger} from '../ledger/ledger.ts'
import {acquire} from '../resources/acquire.ts'
import {makeDirectory} from '../resources/directory.ts'
import {resourceId} from '../units.ts'

export interface StoreOptions extends Omit<ObtainOptions, 'vm' | 'cacheDirectory'> {
  readonly ledger: Ledger
  /** Where images may be kept, the best place first. */
  readonly cacheDirectories: readonly string[]
}

/** Gets an image; may be called again when the first was not what it should be. @throws QemuVmError as obtainImage() does. */
export type Obtain = (wanted: WantedImage) => Promise<ObtainedImage>

/**
 * Opens the store of images for a VM. What the VM has of it is in its ledger, and goes when the VM is stopped.
 * @throws QemuVmError `resource` where no directory can be used for images.
 */
export async function openStore({ledger, cacheDirectories, ...rest}: StoreOptions, host: Host): Promise<Obtain> {
  const cacheDirectory = usableStore(cacheDirectories)
  const path = leaseOf(cacheDirectory, ledger.vm)
  const intent = {id: resourceId('image'), kind: 'directory', description: {path}} as const
  await acquire(intent, () => makeDirectory(path), ledger)
  return (wanted) => obtainImage(wanted, {...rest, cacheDirectory, vm: ledger.vm}, host)
}

/** The first that can be used. @throws QemuVmError of the last one, when none can. */
function usableStore([first = '', ...others]: readonly string[]): string {
  try {
    prepareStore(first)
    return first
  } catch (error) {
    if (others.length === 0) throw error
    return usableStore(others)
  }
}
