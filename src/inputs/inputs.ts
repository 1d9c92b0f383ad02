import {InputError, type InputProblem} from '../errors.ts'
import type {FailOn} from '../plan/plan.ts'
import type {Arch, Boot, Machine, VmSpec} from '../plan/spec.ts'
import {conflictsOf} from './conflicts.ts'
import {nearest} from '../nearest.ts'
import type {Look, Surroundings} from './parsers.ts'
import {inputNames, table, type InputName, type Values} from './table.ts'

/** What the user asked for. Complete: nothing later asks for a default. */
export interface Inputs {
  readonly spec: VmSpec
  readonly failOn: FailOn
  readonly installQemu: boolean
  /** Absolute; undefined: the user's own state directory. */
  readonly stateDirectory?: string
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
  return assemble(values as Values, defaults.arch)
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

function assemble(values: Values, hostArch: Arch): Inputs {
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
    access: {user: values.user, ...(values['ssh-key'] !== undefined && {keyFile: values['ssh-key']})},
    ready: values.ready,
    budgets: {boot: values['boot-timeout'], shutdown: values['shutdown-timeout'], lifetime: values['max-lifetime']},
    devices: {
      ports: values.ports ?? [],
      disks: values.disks ?? [],
      networks: values.networks ?? [],
      ...(values.tap !== undefined && {tap: values.tap}),
    },
    extraArguments: values['qemu-args'] ?? [],
  }
  const stateDirectory = values['state-dir']
  return {
    spec,
    failOn: values['fail-on'],
    installQemu: values['install-qemu'],
    ...(stateDirectory !== undefined && {stateDirectory}),
  }
}

function bootOf({image = '', kernel, initrd, 'kernel-args': append = ''}: Values): Boot {
  if (kernel !== undefined) return {kind: 'kernel', kernel, ...(initrd !== undefined && {initrd}), append}
  return {kind: 'disk', image, format: /\.qcow2$/i.test(image) ? 'qcow2' : 'detect'}
}
