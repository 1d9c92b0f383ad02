import {resolve} from 'node:path'
import {builtInImages} from '../catalogue/catalogue.ts'
import {findImage, looksLikeName} from '../catalogue/find.ts'
import type {ImageSource} from '../catalogue/image-source.ts'
import {mirrorSyntax, parseMirrors, type Mirror} from '../catalogue/mirror.ts'
import {isSafeUrl} from '../catalogue/safe-url.ts'
import {existingFile} from './path-parsers.ts'
import {accept, refuse, type Parser} from './parsers.ts'

const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
const isInCatalogue = (name: string): boolean => 'entry' in findImage(name, builtInImages)

/** Without user, password and query: errors are public, and these may be secrets (law L12). */
function shown(text: string): string {
  const url = URL.parse(text)
  return url === null ? '(no URL)' : `${url.protocol}//${url.host}${url.pathname}`
}

/** An https URL, or one of this machine. What else may be at it is judged when it was downloaded. */
const safeUrl =
  (what: string): Parser<string> =>
  (text) => {
    if (!URL.canParse(text) || /[\s\0]/.test(text)) return refuse(`${what}: it is no URL`, shown(text))
    return isSafeUrl(text) ? accept(text) : refuse(`${what}: http is for this machine only`, shown(text))
  }

const anImage = 'an image of the catalogue, the https URL of an image or the path of a local one'
/** Files that QEMU would take for a raw disk: it would boot the wrapping. */
const archive = /\.(?:zip|tar|ova)$/i

/**
 * A name of the catalogue, a URL or a path. What could be both is a name if the catalogue has it, and a path if there is
 * such a file; any other may be a name of the user's own catalogue.
 */
export const imageSource: Parser<ImageSource> = (text, surroundings) => {
  if (isUrl(text)) {
    const url = safeUrl(anImage)(text, surroundings)
    return 'value' in url ? accept({kind: 'url', url: url.value}) : url
  }
  const isName = looksLikeName(text) && (isInCatalogue(text) || isNothing(text, surroundings))
  if (isName) return accept({kind: 'name', name: text})
  if (archive.test(text)) return refuse(`${anImage}, not an archive: unpack it in an earlier step`)
  const path = existingFile(anImage)(text, surroundings)
  return 'value' in path ? accept({kind: 'path', path: path.value}) : path
}

const isNothing: (...given: Parameters<Parser<unknown>>) => boolean = (text, {workspace, look}) =>
  look(resolve(workspace, text)) === 'absent'

/** URL of a catalogue. */
export const catalogueUrl: Parser<string> = safeUrl('the https URL of a catalogue in JSON')

/** Where the catalogue's URLs are to be found instead. */
export const mirrors: Parser<readonly Mirror[]> = (text) => {
  const parsed = parseMirrors(text)
  return parsed === undefined ? refuse(mirrorSyntax) : accept(parsed)
}

/** The first lines by which cloud-init tells its formats apart; cloudinit/handlers. Ignition is JSON. */
const userDataStart =
  /^(?:#cloud-config|#cloud-boothook|#cloud-config-archive|#include|#!|## template:|#part-handler|content-type:|mime-version:|\{)/i

/** User data itself, or the file that has it. */
export const userData: Parser<{readonly text: string} | {readonly path: string}> = (text, surroundings) => {
  if (userDataStart.test(text)) return accept({text: `${text}\n`})
  const what = 'user data that begins with #cloud-config, #! or the like, or the path of a file with it'
  const path = existingFile(what)(text, surroundings)
  return 'value' in path ? accept({path: path.value}) : refuse(what, text.includes('\n') ? '(hidden)' : undefined)
}
