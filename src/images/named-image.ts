import type {Arch} from '../arch.ts'
import {builtInImages} from '../catalogue/catalogue.ts'
import type {ImageEntry} from '../catalogue/entry.ts'
import {findImage, withOwnImages, type Catalogue} from '../catalogue/find.ts'
import type {Mirror} from '../catalogue/mirror.ts'
import {parseCatalogue} from '../catalogue/validate.ts'
import {QemuVmError} from '../errors.ts'
import {resolveImage, type ReadText, type ResolvedImage} from './resolve.ts'

/** An image by its name, and the inputs that say where names are looked up. */
export interface NamedImage {
  readonly name: string
  readonly arch: Arch
  /** URL of a catalogue whose entries come before the built-in ones. */
  readonly catalogueUrl?: string
  readonly mirrors?: readonly Mirror[]
}

/**
 * The file that a name stands for today.
 * @throws QemuVmError `image-not-found`, `bad-input` for a wrong catalogue, and what readText throws.
 */
export async function resolveNamedImage(
  {name, arch, catalogueUrl, mirrors = []}: NamedImage,
  readText: ReadText,
): Promise<ResolvedImage> {
  const catalogue =
    catalogueUrl === undefined ? builtInImages : await readOwnImages(catalogueUrl, builtInImages, readText)
  return await resolveImage({entry: entryNamed(name, catalogue), arch, mirrors}, readText)
}

/** The entry of a name or alias. @throws QemuVmError `image-not-found` with the name that was probably meant. */
export function entryNamed(name: string, catalogue: Catalogue): ImageEntry {
  const found = findImage(name, catalogue)
  if ('entry' in found) return found.entry
  const meant = found.suggestion === undefined ? '' : `; did you mean ${found.suggestion}?`
  throw new QemuVmError('image-not-found', `There is no image ${JSON.stringify(name)} in the catalogue${meant}`, {
    hint: 'docs/images.md has all names; the path of a file has a slash or a suffix in it.',
  })
}

/** More would hide the others in the log. */
const problemsShown = 20

/**
 * The catalogue with the images of a `catalogue-url` before its own.
 * @throws QemuVmError `bad-input` with every problem of the text, and what readText throws.
 */
export async function readOwnImages(url: string, catalogue: Catalogue, readText: ReadText): Promise<Catalogue> {
  const parsed = parseCatalogue(await readText(url))
  if ('images' in parsed) return withOwnImages(catalogue, parsed.images)
  const more = parsed.problems.length - problemsShown
  const lines = [...parsed.problems.slice(0, problemsShown), ...(more > 0 ? [`… and ${more} more`] : [])]
  throw new QemuVmError('bad-input', `catalogue-url: ${url} is no catalogue.\n${lines.join('\n')}`, {
    hint: 'docs/images.md has an example.',
  })
}
