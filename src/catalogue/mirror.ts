import {isSafeUrl} from './safe-url.ts'

/** Where URLs of the catalogue are to be found instead. */
export interface Mirror {
  /** The beginning that is replaced, with a final slash; undefined: the scheme alone, so that the host becomes the first directory. */
  readonly from?: string
  /** With a final slash. */
  readonly to: string
}

/**
 * The mirrors of a text, one a line: `TO` puts everything beneath TO, with the publisher's host as the first directory;
 * `FROM TO` replaces the beginning FROM by TO. Undefined when a line is neither.
 */
export function parseMirrors(text: string): readonly Mirror[] | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const mirrors = lines.filter((line) => line !== '').map(mirrorOf)
  return mirrors.every((mirror) => mirror !== undefined) ? mirrors : undefined
}

/** What parseMirrors() accepts, to complete `X is not …`. */
export const mirrorSyntax =
  'the https URL of a mirror, or two URLs, the beginning to be replaced and its replacement, on a line each (http only on this machine)'

function mirrorOf(line: string): Mirror | undefined {
  const [to, from, ...rest] = line.split(/\s+/).map(baseOf).reverse()
  if (to === undefined || rest.length > 0) return undefined
  if (/\s/.test(line) !== (from !== undefined)) return undefined
  return isSafeUrl(to) ? {to, ...(from !== undefined && {from})} : undefined
}

/** A URL that other paths can be put after. */
function baseOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== '') return undefined
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

/** A URL as the mirrors have it: the longest FROM that it begins with decides. One that is beneath a mirror stays. */
export function mirrored(url: string, mirrors: readonly Mirror[]): string {
  if (mirrors.some(({to}) => url.startsWith(to))) return url
  const fitting = mirrors
    .map((mirror) => ({to: mirror.to, from: mirror.from ?? schemeOf(url)}))
    .filter(({from}) => url.startsWith(from))
    .sort((a, b) => b.from.length - a.from.length)
  const [best] = fitting
  return best === undefined ? url : best.to + url.slice(best.from.length)
}

const schemeOf = (url: string): string => url.slice(0, url.indexOf('://') + 3)
