/**
 * `npm run gallery`: plays failures, on a fake QEMU and on a real one, and writes of each what a person sees of it:
 * annotations and summaries, as Markdown in .cache/gallery/.
 *
 *     node tools/gallery.ts [NAME ...]          those only
 *     node tools/gallery.ts --png [NAME ...]    also draws them as GitHub does, into docs/gallery/; needs chromium, and npm for
 *                                               marked and mermaid, which are put into .cache/
 */
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {buildMicroGuest} from '../test/guest/build.ts'
import {playScenario, scenarios} from '../test/support/gallery/scenarios.ts'
import type {JobResult, JobStep} from '../test/support/runner/play-job.ts'
import {microInputs, vmMachine} from '../test/support/vm-job.ts'

const root = resolve(import.meta.dirname, '..')
const target = join(root, '.cache/gallery')
const pictures = join(root, 'docs/gallery')
const renderers = ['marked@18.2.1', 'mermaid@11.17.2']

/** What a real guest is given so that it fails, or does not; words for the kernel, inputs, and steps. */
const real: Readonly<
  Record<string, readonly [words: string, more?: Readonly<Record<string, string>>, steps?: readonly JobStep[]]>
> = {
  'real-kernel-panic': ['guest.boot=panic'],
  'real-root-not-found': ['rdinit=/nowhere root=/dev/sda1 panic=-1'],
  'real-reset': ['quiet guest.boot=reset'],
  'real-silent': ['console=null guest.ssh=off', {'boot-timeout': '20s'}],
  'real-no-sshd': ['guest.ssh=off', {'boot-timeout': '15s'}],
  'real-key-refused': ['', {user: 'nobody', 'boot-timeout': '15s'}],
  'real-unknown-device': ['', {'qemu-args': '-device flux-capacitor'}],
  'real-deaf': ['guest.acpi=ignore', {ready: 'banner', 'shutdown-timeout': '5s'}],
  'real-killed': [
    '',
    {},
    [{kind: 'run', id: 'kill', script: `kill -9 $(cat '\${{ steps.vm.outputs.run-dir }}/qemu.pid'); sleep 1`}],
  ],
  'real-hostile': ['guest.hostile=1 guest.ssh=off', {'boot-timeout': '12s'}],
  'real-clean': ['quiet'],
}

async function playReal(name: string): Promise<JobResult> {
  const guest = await buildMicroGuest()
  const [words = '', more = {}, steps = []] = real[name] ?? []
  using machine = vmMachine()
  const inputs = {...microInputs(guest, words), 'boot-attempts': '1', ...more}
  return await machine.play({steps: [{kind: 'uses', id: 'vm', action: machine.action, with: inputs}, ...steps]})
}

/** As GitHub lays it out: the annotations of the job, then the summaries of its steps. */
function pageOf(name: string, job: JobResult): string {
  const icons = {error: '❌', warning: '⚠️', notice: 'ℹ️'}
  const annotations = job.annotations().map(({level, title = '', message}) => {
    const text = message.replaceAll(/[&<>]/g, (found) => `&#${found.charCodeAt(0)};`).replaceAll('\n', '<br>')
    return `<div class="annotation ${level}"><b>${icons[level]} ${title.replaceAll('<', '&lt;')}</b><br>${text}</div>`
  })
  const summaries = job.stages.map(({summary}) => summary).filter((text) => text !== '')
  return [`## Annotations: ${name}`, ...annotations, '## Summary', ...summaries].join('\n\n')
}

const style = `body{font:14px/1.5 -apple-system,"DejaVu Sans",sans-serif;width:940px;margin:16px;color:#1f2328}
h2{border-bottom:1px solid #d1d9e0;font-size:18px}h4{margin:12px 0 4px}table{border-collapse:collapse;margin:8px 0}td,th{border:1px solid #d1d9e0;padding:4px 10px}
pre{background:#f6f8fa;padding:10px;border-radius:6px;font-size:12px;overflow:hidden;white-space:pre-wrap;word-break:break-all}code{font-size:12px;background:#f6f8fa;word-break:break-all}
.annotation{border:1px solid #d1d9e0;border-left:4px solid #0969da;border-radius:6px;padding:8px;margin:6px 0}.error{border-left-color:#d1242f}.warning{border-left-color:#bf8700}`

/** Markdown → HTML → PNG, by the programs that GitHub's own are closest to. */
async function draw(name: string, markdown: string): Promise<void> {
  if (!existsSync(join(target, 'node_modules/mermaid'))) {
    writeFileSync(join(target, 'package.json'), '{"private": true}\n')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...renderers], {
      cwd: target,
      stdio: 'inherit',
    })
  }
  const modules = join(target, 'node_modules')
  const {marked} = (await import(pathToFileURL(join(modules, 'marked/lib/marked.esm.js')).href)) as {
    readonly marked: {parse(text: string): string}
  }
  const html = marked
    .parse(markdown)
    .replaceAll(/<pre><code class="language-mermaid">([^]*?)<\/code><\/pre>/g, '<div class="mermaid">$1</div>')
  const script = `<script src="${join(modules, 'mermaid/dist/mermaid.min.js')}"></script><script>document.querySelectorAll('.mermaid').forEach(e=>{let d=e.closest('details');if(d)d.open=true});mermaid.initialize({startOnLoad:true,gantt:{useWidth:900}})</script>`
  const page = join(target, `${name}.html`)
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${html}${script}</body>`)
  mkdirSync(pictures, {recursive: true})
  const height = Math.min(2400, 420 + 24 * markdown.split('\n').length)
  const words = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--virtual-time-budget=5000',
    `--window-size=980,${height}`,
  ]
  execFileSync('chromium', [...words, `--screenshot=${join(pictures, `${name}.png`)}`, `file://${page}`], {
    stdio: 'ignore',
  })
}

const asked = process.argv.slice(2)
const withPictures = asked.includes('--png')
const names = asked.filter((word) => !word.startsWith('--'))
mkdirSync(target, {recursive: true})
const plays: readonly (readonly [name: string, play: () => Promise<JobResult>])[] = [
  ...scenarios.map((scenario) => [scenario.cause, () => playScenario(scenario)] as const),
  ...Object.keys(real).map((name) => [name, () => playReal(name)] as const),
]
for (const [name, play] of plays.filter(([one]) => names.length === 0 || names.includes(one))) {
  const page = pageOf(name, await play())
  writeFileSync(join(target, `${name}.md`), page)
  if (withPictures) await draw(name, page)
  console.log(`${name}: ${join(target, `${name}.md`)}`)
}
