import {cycles, layers, purity} from './layers.ts'
import type {Source} from './source.ts'

/** Sources of the whole repository → what is wrong with them, one line each. */
export type Rule = (sources: readonly Source[]) => readonly string[]

const hardLimit = 250
const emptyNames: ReadonlySet<string> = new Set(['utils', 'helpers', 'common', 'manager', 'types'])

const size: Rule = (sources) =>
  sources
    .filter(({lines}) => lines > hardLimit)
    .map(({path, lines}) => `${path} has ${lines} lines, more than ${hardLimit}`)

const names: Rule = (sources) =>
  sources.flatMap(({path}) => {
    const word = path.split(/[/.-]/).find((part) => emptyNames.has(part))
    return word === undefined ? [] : [`${path} says ${word}, which says nothing`]
  })

/** Packages and modules that have one home, as the beginning of the path. */
const homes: Readonly<Record<string, string>> = {
  '@actions/core': 'src/entry/',
  '@actions/exec': 'src/host/',
  '@actions/cache': 'src/images/cache.ts',
  '@actions/artifact': 'src/entry/artifact.ts',
  '@actions/http-client': 'src/host/http.ts',
  'node:child_process': 'src/host/',
  child_process: 'src/host/',
  'node:process': 'src/entry/',
  'p-retry': 'src/host/retry.ts',
}

const homely: Rule = (sources) =>
  src(sources).flatMap(({path, imports}) =>
    imports.flatMap(({from, dynamic}) => {
      const home = Object.hasOwn(homes, from) ? homes[from] : undefined
      if (home !== undefined && !path.startsWith(home)) return [`${path} imports ${from}, which belongs in ${home}`]
      return (from === '@actions/cache' || from === '@actions/artifact') && !dynamic
        ? [`${path} loads ${from} before it is used`]
        : []
    }),
  )

/** process.env, process.exit and signal handlers; `process` taken apart hides which of them. */
const environment: Rule = (sources) =>
  src(sources)
    .filter(({path}) => !path.startsWith('src/entry/'))
    .flatMap(({path, accesses}) =>
      accesses
        .filter(({text, argument = ''}) => {
          const listens = /^process\.(on|once|addListener|prependListener)$/.test(text) && argument.startsWith('SIG')
          return listens || /^process($|\.(env|exit|exitCode)$)/.test(text)
        })
        .map(({text, argument}) => `${path} uses ${text}${argument === undefined ? '' : `('${argument}')`}`),
    )

/** stop.ts and the files of phases that nobody else imports: the one way down, law L5. */
function wayDown(sources: readonly Source[]): ReadonlySet<string> {
  const stop = 'src/phases/stop.ts'
  const importers = (path: string): readonly string[] =>
    src(sources).flatMap((source) => (source.imports.some(({file}) => file === path) ? [source.path] : []))
  const parts = src(sources)
    .map(({path}) => path)
    .filter((path) => path.startsWith('src/phases/') && importers(path).length > 0)
    .filter((path) => importers(path).every((importer) => importer === stop))
  return new Set([stop, ...parts])
}

const oneWayDown: Rule = (sources) => {
  const allowed = wayDown(sources)
  return src(sources)
    .filter(({path}) => !allowed.has(path))
    .flatMap(({path, imports}) =>
      ['releaseAll', 'descend']
        .filter((name) => imports.some((one) => one.names.includes(name) || takesWhole(one, name)))
        .map((name) => `${path} imports ${name}, which only stop() may call (L5)`),
    )
}

const definedIn: Readonly<Record<string, string>> = {
  releaseAll: 'src/resources/release.ts',
  descend: 'src/shutdown/ladder.ts',
}

/** `import * as` and `import()` have every name of the file. */
const takesWhole = ({file, names: taken}: Source['imports'][number], name: string): boolean =>
  file === definedIn[name] && taken.includes('*')

const reservedSocket: Rule = (sources) => {
  const allowed = wayDown(sources)
  return src(sources)
    .filter(({path}) => !allowed.has(path) && !path.startsWith('src/plan/'))
    .filter(({identifiers, strings}) =>
      [...identifiers, ...strings].some((text) => /^stopSocket$|stop\.sock/.test(text)),
    )
    .map(({path}) => `${path} mentions stopSocket, which is reserved for stop() (L11)`)
}

const killByName: Rule = (sources) =>
  src(sources)
    .filter(({strings}) => strings.some((text) => /\b(pkill|killall)\b/.test(text)))
    .map(({path}) => `${path} kills by name (L9)`)

const docstrings: Rule = (sources) =>
  src(sources).flatMap(({path, functions}) =>
    functions.filter(({documented}) => !documented).map(({name}) => `${path}: ${name}() has no docstring`),
  )

const noMocks: Rule = (sources) =>
  accessesInTests(
    sources,
    /^(vi|vitest)\.(mock|doMock|spyOn|hoisted|stubGlobal)$/,
    'a mock; fake-qemu and a manual clock are all',
  )

const noneLeftOut: Rule = (sources) =>
  accessesInTests(sources, /^(test|it|describe|suite|bench)(\..+)?\.(only|skip|todo)$/, 'tests that do not run')

function accessesInTests(sources: readonly Source[], wanted: RegExp, why: string): readonly string[] {
  return sources
    .filter(({path}) => path.startsWith('test/'))
    .flatMap(({path, accesses}) =>
      accesses.filter(({text}) => wanted.test(text)).map(({text}) => `${path}: ${text}: ${why}`),
    )
}

const src = (sources: readonly Source[]): readonly Source[] => sources.filter(({path}) => path.startsWith('src/'))

/** Every rule of the house that can be read off the files, by what it demands. */
export const rules: Readonly<Record<string, Rule>> = {
  'imports go down the layers': layers,
  'no import cycles': cycles,
  'the inner ranks are pure': purity,
  'no file is longer than 250 lines': size,
  'no empty names': names,
  'packages stay in their homes': homely,
  'only the entries know the environment': environment,
  'one way down': oneWayDown,
  'the stop socket is reserved': reservedSocket,
  'nothing is killed by name': killByName,
  'exported functions have docstrings': docstrings,
  'no module mocks': noMocks,
  'no test is left out': noneLeftOut,
}
