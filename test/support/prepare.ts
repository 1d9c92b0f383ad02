import {buildMicroGuest} from '../guest/build.ts'
import {installMissing, testPrograms} from './packages.ts'

/** Before any test that needs more than Node: the packages and the guest, so that no test has to wait for them. */
export default async function prepare(): Promise<void> {
  installMissing(testPrograms)
  await buildMicroGuest({
    progress: (line) => {
      console.log(line)
    },
  })
}
