import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {buildMicroGuest} from '../guest/build.ts'
import {nobody} from './child.ts'
import {installMissing, testPrograms, virtiofsdPlaces} from './packages.ts'
import {isRoot} from './scratch.ts'

/** Before any test that needs more than Node: the packages and the guest, so that no test has to wait for them. */
export default async function prepare(): Promise<void> {
  if (!isRoot) {
    const ways =
      'sudo env "PATH=$PATH" npm test; or, for those that need no more than Node: npx vitest run --project unit'
    throw new Error(`The tests become other users, mount and fill disks, for which they need root: ${ways}`)
  }
  installMissing(testPrograms)
  if (!virtiofsdPlaces.some(existsSync)) installMissing({virtiofsd: 'virtiofsd'})
  refuseClosedDirectory()
  await buildMicroGuest({
    progress: (line) => {
      console.log(line)
    },
  })
}

/** Better at once than after twenty minutes, as twenty failures. */
function refuseClosedDirectory(): void {
  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  if (spawnSync('setpriv', [...asNobody, 'test', '-r', import.meta.filename]).status === 0) return
  throw new Error(
    `Some tests run programs of this repository as the user nobody, who cannot read ${import.meta.filename}. ` +
      'Move the repository to where everybody may enter, such as /srv, or open the directories above it (chmod a+x).',
  )
}
