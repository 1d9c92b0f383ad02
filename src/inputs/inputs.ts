import type {ImageSource} from '../catalogue/image-source.ts'
import type {Mirror} from '../catalogue/mirror.ts'
import {InputError, type InputProblem} from '../errors.ts'
import {join} from 'node:path'
import type {Diagnostics, FailOn} from '../plan/plan.ts'
import type {Arch, Boot, Machine, VmSpec} from '../plan/spec.ts'
import type {Transfers} from '../plan/transfers.ts'
import type {MiB} from '../units.ts'
import type {Checksum} from './checksum.ts'
import {conflictsOf} from './conflicts.ts'
import {nearest} from '../nearest.ts'
import type {Look, Surroundings} from './parsers.ts'
import {inputNames, table, type InputName, type Values} from './table.ts'

/** What the user asked for. Complete: nothing later asks for a default. */
export interface Inputs {
  readonly spec: VmSpec
  readonly failOn: FailOn
  readonly diagnostics: Diagnostics
  /** Whether the guest's console is printed in the log as well. */
  readonly streams: boolean
  /** Whether a kernel's complaints become annotations. */
  readonly matchesKernel: boolean
  readonly installQemu: boolean
  /** Whether caches are asked and filled. */
  readonly useCaches: boolean
  /** Undefined: a kernel is booted. */
  readonly image?: ImageInputs
  /** Whether `user` was given: else that of the image is taken where it is known. */
  readonly isUserGiven: boolean
  readonly bootAttempts: number
  /** Not in the spec, which the ledger keeps: a script may hold a secret. */
  readonly script?: string
  /** Not in the spec either. */
  readonly password?: string
  /** Absolute; undefined: the user's own state directory. */
  readonly stateDirectory?: string
}

/** All that is about the image and its first boot. What may be secret of it is not in the spec, which the ledger keeps. */
export interface ImageInputs {
  readonly source: ImageSource
  readonly checksum?: Checksum
  readonly mirrors: readonly Mirror[]
  /** URL of a catalogue with further images. */
  readonly catalogueUrl?: string
  readonly diskSize?: MiB
  readonly userData?: {readonly text: string} | {readonly path: string}
}

/** What inputs fall back on and are judged by. */
export interface Defaults {
  /** The host's own. */
  readonly arch: Arch
  /** GITHUB_WORKSPACE, absolute: where relative paths start. */
  readonly workspace: string
}

/**
 * The inputs as typed values.
 * @param raw texts by name as in action.yml. Blanks around a text are ignored; a blank text counts as not given.
 * @throws InputError with every problem of every input, in the order of the table, then those between inputs.
 */
export function parseInputs(raw: ReadonlyMap<string, string>, look: Look, defaults: Defaults): Inputs {
  const texts = new Map(inputNames.map((name) => [name, (raw.get(name) ?? '').trim()]))
  const {values, problems} = parseRows(texts, {workspace: defaults.workspace, look})
  const all = [...problems, ...conflictsOf(texts, values, defaults.arch)]
  if (all.length > 0) throw new InputError(all)
  // No problem means that every row has given its value.
  return assemble(values as Values, defaults)
}

/** A name that is no input of ours, and the one that was probably meant. */
export interface UnknownInput {
  readonly input: string
  readonly suggestion?: InputName
}

/**
 * The names that are no inputs. GitHub itself only warns of them, and passes them on all the same.
 * @param names as in `with:`, or as in the environment without INPUT_: upper case there, with `_` for blanks.
 */
export function unknownInputs(names: readonly string[]): readonly UnknownInput[] {
  const known: ReadonlySet<string> = new Set(inputNames)
  const unknown = new Set(names.map((name) => name.toLowerCase()).filter((name) => !known.has(name)))
  return [...unknown].map((input) => {
    const suggestion = nearest(input, inputNames)
    return suggestion === undefined ? {input} : {input, suggestion}
  })
}

function parseRows(
  texts: ReadonlyMap<InputName, string>,
  surroundings: Surroundings,
): {readonly values: Partial<Values>; readonly problems: readonly InputProblem[]} {
  const problems: InputProblem[] = []
  const values: [InputName, unknown][] = []
  for (const [input, text] of texts) {
    const row = table[input]
    const value = text === '' ? row.default : text
    if (value === '') continue
    const parsed = row.parse(value, surroundings)
    if ('value' in parsed) values.push([input, parsed.value])
    else problems.push(...parsed.refusals.map((refusal) => ({input, value, ...refusal})))
  }
  return {values: Object.fromEntries(values), problems}
}

const defaultMachine: Readonly<Record<Arch, Machine>> = {x86_64: 'q35', aarch64: 'virt', riscv64: 'virt'}

function assemble(values: Values, {arch: hostArch, workspace}: Defaults): Inputs {
  const arch = values.arch ?? hostArch
  const spec: VmSpec = {
    name: values.name,
    arch,
    machine: values.machine ?? defaultMachine[arch],
    ...(values.cpu !== undefined && {cpu: values.cpu}),
    cpus: values.cpus,
    memory: values.memory,
    accelerator: values.accelerator,
    boot: bootOf(values),
    access: {user: values.user ?? 'root', ...(values['ssh-key'] !== undefined && {keyFile: values['ssh-key']})},
    ready: values.ready,
    allowsReboot: values['allow-reboot'],
    budgets: {
      ...(values['boot-timeout'] !== undefined && {boot: values['boot-timeout']}),
      shutdown: values['shutdown-timeout'],
      lifetime: values['max-lifetime'],
    },
    devices: {
      ports: values.ports ?? [],
      disks: values.disks ?? [],
      networks: values.networks ?? [],
      ...(values.tap !== undefined && {tap: values.tap}),
    },
    transfers: transfersOf(values, workspace),
    env: values.env,
    extraArguments: values['qemu-args'] ?? [],
  }
  const stateDirectory = values['state-dir']
  return {
    spec,
    failOn: values['fail-on'],
    diagnostics: values.diagnostics,
    streams: values.console === 'stream',
    matchesKernel: values['problem-matchers'] === 'kernel',
    installQemu: values['install-qemu'],
    useCaches: values.cache,
    ...imageOf(values),
    isUserGiven: values.user !== undefined,
    ...(values.run !== undefined && {script: values.run}),
    ...(values.password !== undefined && {password: values.password}),
    bootAttempts: values['boot-attempts'] ?? (values.image === undefined ? 1 : 2),
    ...(stateDirectory !== undefined && {stateDirectory}),
  }
}

function bootOf({image, kernel, initrd, 'kernel-args': append = '', firmware}: Values): Boot {
  if (image !== undefined) return {kind: 'disk', image: inWords(image), firmware}
  return {kind: 'kernel', kernel: kernel ?? '', ...(initrd !== undefined && {initrd}), append}
}

/** For people. A URL without what may be secret in it. */
function inWords(image: ImageSource): string {
  if (image.kind === 'name') return image.name
  if (image.kind === 'path') return image.path
  const {origin, pathname} = new URL(image.url)
  return origin + pathname
}

function imageOf(values: Values): {readonly image?: ImageInputs} {
  const {image: source, checksum, mirror: mirrors = []} = values
  if (source === undefined) return {}
  const {'disk-size': diskSize, 'user-data': userData, 'catalogue-url': catalogueUrl} = values
  return {
    image: {
      ...{source, mirrors},
      ...(checksum !== undefined && {checksum}),
      ...(diskSize !== undefined && {diskSize}),
      ...(userData !== undefined && {userData}),
      ...(catalogueUrl !== undefined && {catalogueUrl}),
    },
  }
}

function transfersOf(values: Values, workspace: string): Transfers {
  const excludes = values['workspace-exclude'] ?? []
  const whole = {from: `${workspace}/.`, to: workspace, excludes, isOwn: true}
  const shared = {from: workspace, to: workspace, access: 'writable'} as const
  return {
    copies: [...(values.workspace === 'copy' ? [whole] : []), ...(values.copy ?? [])],
    shares: [...(values.workspace === 'share' ? [shared] : []), ...(values.share ?? [])],
    collect: values.collect ?? [],
    collectTo: values['collect-to'] ?? join(workspace, 'collected', values.name),
    ...(values.workspace !== 'none' && {workspace}),
  }
}
