/** `node tools/diagnosis.ts`: writes docs/diagnosis.md from the table of causes; `--check` only compares. */
import {readFileSync, writeFileSync} from 'node:fs'
import {format} from 'prettier'
import {causes} from '../src/diagnosis/diagnose.ts'

const opening = `# What went wrong: the causes that are recognized

When a VM fails, or a step of its job does, the action looks for these causes in the guest's console, the firmware's log, QEMU's
and ssh's own words, QMP events, exits and figures of the host. Of several the one further up is taken for the cause, and the
others are told as seen as well: what the host, QEMU and ssh know comes before what a guest prints. A guest can print whatever it
likes; where only its console tells of a cause, the annotation says *the console says*.

The name stands in \`causes\` of report.json ([schema](report.schema.json)). This table is made by \`node tools/diagnosis.ts\` from
\`src/diagnosis/\`. Pictures of what a person sees are in [gallery/](gallery/); \`npm run gallery\` plays them all.
`

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** The page as prettier wants it. */
export async function diagnosisPage(): Promise<string> {
  const rows = Object.entries(causes).map(([name, {what, title, remedy, signs}]) => {
    const places = [...new Set(signs.map((sign) => ('in' in sign ? sign.in : sign.as)))]
    return `| \`${name}\` | ${[`${title}: ${what}.`, places.join('; '), remedy].map(escaped).join(' | ')} |`
  })
  return await format(
    [opening, '| name | what happened | seen in | what to do |', '| --- | --- | --- | --- |', ...rows, ''].join('\n'),
    {
      parser: 'markdown',
      printWidth: 120,
    },
  )
}

if (import.meta.main) {
  const path = new URL('../docs/diagnosis.md', import.meta.url)
  const fresh = await diagnosisPage()
  if (!process.argv.includes('--check')) writeFileSync(path, fresh)
  else if (readFileSync(path, 'utf8') !== fresh) {
    console.error('docs/diagnosis.md is stale: run node tools/diagnosis.ts.')
    process.exitCode = 1
  }
}
