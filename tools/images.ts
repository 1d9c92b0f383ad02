/**
 * The catalogue of images, for people and for the scheduled workflow.
 *
 *     npm run images -- list
 *     npm run images -- check [NAME…]    tries each over the network; status 1 when one is dead
 *     npm run images -- docs [--check]   writes the table of docs/images.md; with --check, status 1 when it is stale
 *
 * --mirror LINE (more than once) and --catalogue FILE are the inputs `mirror` and `catalogue-url`, the latter as a
 * file; --limit SECONDS bounds each request of a check, 30 unless given.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {format, resolveConfig} from 'prettier'
import {arches} from '../src/arch.ts'
import {builtInImages} from '../src/catalogue/catalogue.ts'
import type {Catalogue} from '../src/catalogue/find.ts'
import {mirrorSyntax, parseMirrors, type Mirror} from '../src/catalogue/mirror.ts'
import {entryNamed, readOwnImages} from '../src/images/named-image.ts'
import {messageOf} from '../src/errors.ts'
import {seconds, type Millis} from '../src/units.ts'
import {atMost, checkImage, findingText} from './image-check.ts'
import {imageRows, markdownTable, textTable} from './image-table.ts'

/** Requests at once: polite to publishers, of which each has a few images, and 80 images done in minutes. */
const together = 6
const [opening, closing] = ['<!-- images -->', '<!-- /images -->']
const docs = fileURLToPath(new URL('../docs/images.md', import.meta.url))

/** The page with the table of the catalogue between its markers, laid out by prettier. Throws when it lacks the markers. */
export async function withImages(page: string, catalogue: Catalogue): Promise<string> {
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)]
  if (start < 0 || end < start) throw new Error(`docs/images.md has no ${opening} … ${closing}.`)
  const text = `${page.slice(0, start)}${opening}\n\n${markdownTable(imageRows(catalogue))}\n\n${page.slice(end)}`
  return await format(text, {...(await resolveConfig(docs)), parser: 'markdown'})
}

async function writeDocs(onlyCheck: boolean): Promise<boolean> {
  const page = readFileSync(docs, 'utf8')
  const fresh = await withImages(page, builtInImages)
  if (!onlyCheck) writeFileSync(docs, fresh)
  else if (fresh !== page) console.error('docs/images.md is stale: npm run images -- docs')
  return !onlyCheck || fresh === page
}

async function check(
  names: readonly string[],
  catalogue: Catalogue,
  mirrors: readonly Mirror[],
  limit: Millis,
): Promise<boolean> {
  const entries = names.length === 0 ? catalogue : names.map((name) => entryNamed(name, catalogue))
  const all = entries.flatMap((entry) => arches.filter((arch) => arch in entry.arch).map((arch) => ({entry, arch})))
  const findings = await atMost(together, all, async ({entry, arch}) => {
    const first = await checkImage(entry, arch, {mirrors, limit})
    // What fails once may have been the network
    const finding = first.image === undefined ? await checkImage(entry, arch, {mirrors, limit}) : first
    console.log(findingText(finding))
    return finding
  })
  const dead = findings.filter(({image}) => image === undefined)
  console.log(`${findings.length - dead.length} alive, ${dead.length} dead`)
  return dead.length === 0
}

async function run(args: readonly string[]): Promise<boolean> {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mirror: {type: 'string', multiple: true, default: []},
      catalogue: {type: 'string'},
      limit: {type: 'string', default: '30'},
      check: {type: 'boolean', default: false},
    },
  })
  const [command, ...names] = positionals
  const mirrors = parseMirrors(values.mirror.join('\n'))
  if (mirrors === undefined) throw new Error(`--mirror ${values.mirror.join(' ')} is not ${mirrorSyntax}`)
  const {catalogue: file} = values
  const readFile = (path: string): Promise<string> => Promise.resolve(readFileSync(path, 'utf8'))
  const catalogue = file === undefined ? builtInImages : await readOwnImages(file, builtInImages, readFile)
  if (command === 'list') {
    console.log(textTable(imageRows(catalogue)))
    return true
  }
  if (command === 'check') return await check(names, catalogue, mirrors, seconds(Number(values.limit)))
  if (command === 'docs') return await writeDocs(values.check)
  throw new Error('npm run images -- list | check [NAME…] | docs')
}

if (import.meta.main) {
  try {
    if (!(await run(process.argv.slice(2)))) process.exitCode = 1
  } catch (error) {
    console.error(messageOf(error))
    process.exitCode = 2
  }
}
