import type {SerializedError} from 'vitest'
import type {Reporter, TestCase, TestCollection, TestModule, TestProject, TestSuite, Vitest} from 'vitest/node'

/**
 * Makes the last line of a run `N passed, N failed`, with `, N skipped` where some were, and before it a line for each
 * project. It counts test cases; what fails beside them (a file that cannot be loaded, a hook, an error that nobody
 * caught) counts as one failure each, so that a run that ends with another status than 0 never says `0 failed`.
 *
 * In CI nothing may be skipped, neither a test nor a project: a machine that lacks something would pass by testing
 * nothing. Each skipped group is named, fails the run, and counts as one failure.
 */
export default class CountingReporter implements Reporter {
  #projects: readonly TestProject[] = []
  #ended = false
  readonly #complaints: string[] = []
  readonly #counts = new Map<string, Counts>()
  #beside = 0

  onInit(vitest: Vitest): void {
    this.#projects = vitest.projects
    // Vitest prints its own summary after the end of the run, and other things until it is gone: only this is later
    process.once('exit', () => {
      this.#printLast()
    })
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    this.#ended = true
    this.#beside = unhandled.length
    this.#counts.clear()
    this.#complaints.length = 0
    for (const {name} of this.#projects) this.#counts.set(name, {passed: 0, failed: 0, skipped: 0})
    for (const module of modules) {
      const counts = this.#counts.get(module.project.name) ?? {passed: 0, failed: 0, skipped: 0}
      this.#counts.set(module.project.name, counts)
      count(module, counts)
      if (isCi) this.#complain(counts, skippedGroups(module))
    }
    if (!isCi) return
    for (const project of this.#projects) {
      const {testFiles} = await project.globTestFiles()
      const counts = this.#counts.get(project.name)
      if (testFiles.length === 0 && counts !== undefined) this.#complain(counts, [`${project.name}: it has no test`])
    }
  }

  #complain(counts: Counts, groups: readonly string[]): void {
    counts.failed += groups.length
    this.#complaints.push(...groups)
    if (groups.length > 0) process.exitCode = 1
  }

  #printLast(): void {
    const all = {passed: 0, failed: this.#beside, skipped: 0}
    const lines = this.#complaints.map((group) => `Skipped, which CI does not allow: ${group}`)
    for (const [name, counts] of this.#counts) {
      lines.push(`${name}: ${inWords(counts)}`)
      for (const key of ['passed', 'failed', 'skipped'] as const) all[key] += counts[key]
    }
    // It never ran to its end, or something failed that is no part of it
    if (!this.#ended || Number(process.exitCode ?? 0) !== 0) all.failed = Math.max(all.failed, 1)
    if (all.failed > 0) process.exitCode ||= 1
    process.stdout.write(`${[...lines, inWords(all)].join('\n')}\n`)
  }
}

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '')

const inWords = ({passed, failed, skipped}: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`

function count(module: TestModule, counts: Counts): void {
  for (const test of module.children.allTests()) {
    const {state} = test.result()
    // What is still pending was interrupted
    counts[state === 'pending' ? 'failed' : state] += 1
  }
  const broken = [module, ...module.children.allSuites()].filter((group) => group.errors().length > 0)
  counts.failed += broken.length
  const failed = [...module.children.allTests('failed')].length + broken.length
  if (!module.ok() && failed === 0) counts.failed += 1
}

/** The largest groups of which every test was skipped, by name. */
function skippedGroups(module: TestModule): readonly string[] {
  const place = `${module.project.name}: ${module.relativeModuleId}`
  // Its tests were skipped because it failed, which is told already
  if (!module.ok()) return []
  if (isSkipped(module.children)) return [`${place} (${sizeOf(module.children)})`]
  return within(module.children).map((name) => `${place} > ${name}`)
}

const within = (children: TestCollection): readonly string[] =>
  [...children].flatMap((child: TestSuite | TestCase) => {
    if (child.type === 'test') return child.result().state === 'skipped' ? [child.fullName] : []
    return isSkipped(child.children) ? [`${child.fullName} (${sizeOf(child.children)})`] : within(child.children)
  })

function isSkipped(children: TestCollection): boolean {
  const tests = [...children.allTests()]
  return tests.length > 0 && tests.every((test) => test.result().state === 'skipped')
}

const sizeOf = (children: TestCollection): string => {
  const {length} = [...children.allTests()]
  return length === 1 ? '1 test' : `${length} tests`
}
