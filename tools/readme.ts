/**
 * Puts the table of inputs, made from action.yml, into README.md between its two markers.
 *
 *     node tools/readme.ts            writes README.md
 *     node tools/readme.ts --check    changes nothing; status 1 when README.md is stale or has no markers
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {format, resolveConfig} from 'prettier'
import {parse} from 'yaml'

const opening = '<!-- inputs -->'
const closing = '<!-- /inputs -->'

interface ActionInputs {
  readonly inputs: Readonly<Record<string, {readonly description: string; readonly default?: string}>>
}

/** The inputs of an action.yml, given as its text, as a Markdown table in the order of the file. */
export function inputTable(action: string): string {
  const {inputs} = parse(action) as ActionInputs
  const rows = Object.entries(inputs).map(([name, {description, default: value}]) => [
    `\`${name}\``,
    value === undefined ? '' : `\`${value}\``,
    description,
  ])
  const lines = [['input', 'default', 'what it says'], ['---', '---', '---'], ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
}

/**
 * The README with the table of the action's inputs between its markers, laid out as prettier wants it: the check of
 * the formatting and this one never contradict each other. Undefined when the README lacks the markers.
 */
export async function withInputs(readme: string, action: string): Promise<string | undefined> {
  const start = readme.indexOf(opening)
  const end = readme.indexOf(closing, start)
  if (start < 0 || end < 0) return undefined
  const text = `${readme.slice(0, start)}${opening}\n\n${inputTable(action)}\n\n${readme.slice(end)}`
  return await format(text, {...(await resolveConfig(pathOf('README.md'))), parser: 'markdown'})
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

if (import.meta.main) {
  const readme = readFileSync(pathOf('README.md'), 'utf8')
  const fresh = await withInputs(readme, readFileSync(pathOf('action.yml'), 'utf8'))
  if (fresh === undefined) {
    console.error(`README.md has no ${opening} … ${closing}.`)
    process.exitCode = 1
  } else if (!process.argv.includes('--check')) {
    writeFileSync(pathOf('README.md'), fresh)
  } else if (fresh !== readme) {
    console.error('README.md is stale: run node tools/readme.ts.')
    process.exitCode = 1
  }
}
