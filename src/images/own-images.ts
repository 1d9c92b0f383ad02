import {withOwnImages, type Catalogue} from '../catalogue/find.ts'
import {parseCatalogue} from '../catalogue/validate.ts'
import {QemuVmError} from '../errors.ts'
import type {ReadText} from './resolve.ts'

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
