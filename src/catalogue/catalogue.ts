import {bsd} from './bsd.ts'
import {debian} from './debian.ts'
import {fedoraAndRhel} from './fedora-and-rhel.ts'
import type {Catalogue} from './find.ts'
import {otherLinux} from './other-linux.ts'
import {ubuntu} from './ubuntu.ts'

/** The images that come with the action. `npm run images -- check` looks which of them are there. */
export const builtInImages: Catalogue = [...debian, ...ubuntu, ...fedoraAndRhel, ...otherLinux, ...bsd]
