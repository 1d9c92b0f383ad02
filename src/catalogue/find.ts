import {nearest} from '../nearest.ts'
import type {ImageEntry} from './entry.ts'

/** Images by name. */
export type Catalogue = readonly ImageEntry[]

/** The entry of a name or alias, exactly as written, or the name that was probably meant. */
export function findImage(
  name: string,
  catalogue: Catalogue,
): {readonly entry: ImageEntry} | {readonly suggestion: string | undefined} {
  const entry = catalogue.find((one) => one.name === name) ?? catalogue.find((one) => one.aliases?.includes(name))
  return entry === undefined ? {suggestion: nearest(name, namesOf(catalogue))} : {entry}
}

/** Every name and alias, in the order of the catalogue. */
export const namesOf = (catalogue: Catalogue): readonly string[] =>
  catalogue.flatMap(({name, aliases = []}) => [name, ...aliases])

/** A catalogue with own entries: they come first, and take the place of those of the same name. */
export function withOwnImages(catalogue: Catalogue, own: Catalogue): Catalogue {
  const names = new Set(own.map(({name}) => name))
  return [...own, ...catalogue.filter(({name}) => !names.has(name))]
}

/**
 * Whether a text can be nothing but a name of the catalogue: what has a slash, or a suffix of files of images, is a
 * path or URL.
 */
export const looksLikeName = (text: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{0,63}$/i.test(text) && !/\.(?:qcow2|raw|img|iso|vmdk|vhdx?|xz|gz|zst|bz2|json)$/i.test(text)
