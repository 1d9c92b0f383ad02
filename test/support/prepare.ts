import {spawnSync} from 'node:child_process'
import {findVirtiofsd} from '../../src/host/platform.ts'
import {buildMicroGuest} from '../guest/build.ts'
import {asUser, nobody} from './child.ts'
import {installMissing, testPrograms} from './packages.ts'
import {realHost} from './real-host.ts'
import {isRoot} from './scratch.ts'

/** Before any test that needs more than Node: the packages and the guest, so that no test has to wait for them. */
export default async function prepare(): Promise<void> {
  if (!isRoot) {
    const ways =
      'sudo env "PATH=$PATH" npm test; or, for those that need no more than Node: npx vitest run --project unit'
    throw new Error(`The tests become other users, mount and fill disks, for which they need root: ${ways}`)
  }
  installMissing(testPrograms)
  // QEMU's own package has it until 7.2, and after that it is one of its own
  if (findVirtiofsd(realHost()) === undefined) installMissing({virtiofsd: 'virtiofsd'})
  refuseClosedDirectory()
  await buildMicroGuest({
    progress: (line) => {
      console.log(line)
    },
  })
}

/** Better at once than after twenty minutes, as twenty failures. */
function refuseClosedDirectory(): void {
  const [command, ...words] = [...asUser(nobody), 'test', '-r', import.meta.filename]
  if (spawnSync(command, words).status === 0) return
  throw new Error(
    `Some tests run programs of this repository as the user nobody, who cannot read ${import.meta.filename}. ` +
      'Move the repository to where everybody may enter, such as /srv, or open the directories above it (chmod a+x).',
  )
}
