import {arches} from '../arch.ts'
import {count, inTurn, list, object, record, text, word, type Check} from './check.ts'
import type {ImageEntry, ImageSource} from './entry.ts'
import type {Catalogue} from './find.ts'
import {quirks} from './guest-facts.ts'
import {isSafeUrl} from './safe-url.ts'

/**
 * A catalogue as JSON: `{"images": [entry, …]}`.
 * @returns the entries, or everything that is wrong, one line each.
 */
export function parseCatalogue(json: string): {readonly images: Catalogue} | {readonly problems: readonly string[]} {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    return {problems: [`it is no JSON: ${error instanceof Error ? error.message : String(error)}`]}
  }
  const problems = object({images: entries})(value, 'the catalogue').map((line) =>
    line.replace('the catalogue.images', 'images'),
  )
  // No problem means that it is one
  return problems.length > 0 ? {problems} : (value as {readonly images: Catalogue})
}

/** Everything that is wrong with a list of entries, whatever it is. */
export const problemsOf = (value: unknown): readonly string[] => entries(value, 'images')

const name = text(
  /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/,
  'a name of lower-case letters, digits, dots and hyphens that starts with a letter',
)
const sentence = text(/^[^\p{Cc}]{1,200}$/u, 'a line of text')
const arch = word(arches)
const url = text(
  /^https?:\/\/[\w.:[\]-]+\/[\w./:~+%@*{}-]*[^/]$/,
  'the http(s) URL of a file, without query; {arch} may stand in it, and * if it is listed',
)
const inDirectory = text(/^[\w.+~*{}-]+$/, 'the name of a file')

const source: Check = inTurn(
  object(
    {kind: word(['listed', 'fixed', 'moving']), url},
    {
      arches: list(arch, 1),
      index: text(/^(?:https:\/\/\S+|[\w./+~-]+)$/, 'the name of a file or an https URL'),
      sums: object({name: inDirectory, format: word(['gnu', 'bsd', 'clearsigned', 'hex', 'json'])}),
      digest: text(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/i, 'sha256: or sha512: with all its hex digits'),
      format: word(['qcow2', 'raw']),
    },
  ),
  (value, at) => contradictionsOf(value as ImageSource).map((what) => `${at}: ${what}`),
)

/** What fields of a source say against each other. */
function contradictionsOf({kind, url: address, index, sums, digest}: ImageSource): readonly string[] {
  const rules: readonly (readonly [isBroken: boolean, what: string])[] = [
    [kind === 'listed' && !address.includes('*'), 'the URL of a listed file has a * where its date or version is'],
    [kind !== 'listed' && address.includes('*'), `a ${kind} file has no * in its URL`],
    [kind !== 'listed' && index !== undefined, `a ${kind} file needs no index`],
    [/\/\/[^/]*[*{]/.test(address), 'the host has neither * nor {arch}'],
    [/\{(?!arch\})|(?<!\{arch)\}/.test(address), '{arch} is all that can stand in braces'],
    [kind !== 'fixed' && digest !== undefined, `a ${kind} file has no digest that stays; give sums`],
    [digest !== undefined && sums !== undefined, 'it has either sums or a digest'],
    [
      digest === undefined && !isSafeUrl(address.replaceAll(/[*{}]/g, '')),
      'http is for files with a digest, and for this machine',
    ],
  ]
  return rules.filter(([isBroken]) => isBroken).map(([, what]) => what)
}

const guest = object(
  {
    user: text(/^[A-Za-z_][A-Za-z0-9._-]{0,31}$/, 'a user name'),
    firmware: word(['bios', 'uefi', 'either']),
    seed: word(['nocloud', 'ignition', 'none']),
    console: word(['serial', 'screen']),
    agent: word(['installed', 'absent', 'unknown']),
  },
  {
    seedReader: word(['cloud-init', 'tiny-cloud', 'nuageinit']),
    cpu: object(
      {},
      {
        floor: word(['x86-64-v2', 'x86-64-v3']),
        without: list(text(/^[a-z0-9._-]+$/, 'a feature of a CPU')),
        emulated: record(arch, text(/^[\w.,=-]+$/, 'a CPU model of QEMU')),
      },
    ),
    leastMemory: count,
    quirks: list(word(Object.keys(quirks))),
    unverified: record(sentence, sentence),
  },
)

const entry: Check = inTurn(
  object(
    {
      name,
      title: sentence,
      arch: record(arch, text(/^[\w-]+$/, 'a word for an architecture'), 1),
      sources: list(source, 1),
      guest,
    },
    {aliases: list(name)},
  ),
  (value, at) => {
    const {arch: words, sources} = value as ImageEntry
    const without = arches.filter(
      (one) => one in words && !sources.some(({arches: only = arches}) => only.includes(one)),
    )
    return without.map((one) => `${at}.sources: there is none for ${one}`)
  },
)

const entries: Check = inTurn(list(entry, 1), (value, at) => {
  const names = (value as Catalogue).flatMap(({name: one, aliases = []}) => [one, ...aliases])
  const twice = new Set(names.filter((one, index) => names.indexOf(one) !== index))
  return [...twice].map((one) => `${at}: ${one} is there twice`)
})
