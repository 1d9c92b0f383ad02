import {defineConfig} from 'vitest/config'

/** Seconds a single test of each kind may take; the bound is for a hung test, never an assertion about speed. */
const project = (name: string, seconds: number, order: number, globalSetup: string[] = []) => ({
  test: {
    name,
    // One kind after the other: a guest that boots must not take the processor from a test of milliseconds
    sequence: {groupOrder: order},
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    globalSetup,
    // Their JSON imports lack the attributes that Node demands.
    server: {deps: {inline: [/@actions\/(workflow-parser|expressions)/]}},
  },
})

export default defineConfig({
  // Without it, one line of Vite for each of their files whose source is not in the package
  logLevel: 'error',
  test: {
    // Most tests wait for a guest most of the time: three at once use two cores, and no bound is for a quieter machine
    maxWorkers: 3,
    reporters: ['default', './test/support/reporter.ts'],
    projects: [
      project('unit', 60, 0),
      project('process', 60, 1, ['test/support/prepare.ts']),
      project('crash', 600, 2, ['test/support/prepare.ts', 'test/crash/tally.ts']),
      project('e2e', 300, 3, ['test/support/prepare.ts']),
    ],
  },
})
