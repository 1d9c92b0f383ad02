/** Obtains an image in a process of its own, as main does: `node obtain.ts '{"url", "digest", "cacheDirectory", "vm"}'`. */
import {mkdirSync} from 'node:fs'
import {obtainImage, type ObtainOptions, type WantedImage} from '../../../src/images/obtain.ts'
import {leaseOf, prepareStore} from '../../../src/images/store.ts'
import {realHost} from '../real-host.ts'

const {vm, cacheDirectory, ...wanted} = JSON.parse(process.argv[2] ?? '') as WantedImage & ObtainOptions
prepareStore(cacheDirectory)
mkdirSync(leaseOf(cacheDirectory, vm))
const options = {vm, cacheDirectory, mayInstall: false, signal: AbortSignal.timeout(60_000)}
const {path, format, hit} = await obtainImage(wanted, options, realHost())
console.log(JSON.stringify({path, format, hit}))
