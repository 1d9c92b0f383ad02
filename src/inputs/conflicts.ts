import type {InputProblem} from '../errors.ts'
import type {Arch, Machine} from '../plan/spec.ts'
import type {InputName, Values} from './table.ts'

const machinesOf: Readonly<Record<Arch, readonly Machine[]>> = {
  x86_64: ['q35', 'pc'],
  aarch64: ['virt'],
  riscv64: ['virt'],
}

/**
 * What is wrong between inputs that may be right one by one.
 * @param texts trimmed, '' where not given.
 * @param values of the inputs that are right in themselves: no problem is told that follows from another one.
 */
export function conflictsOf(
  texts: ReadonlyMap<InputName, string>,
  values: Partial<Values>,
  hostArch: Arch,
): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const judge = (input: InputName, isWrong: boolean, expected: string): void => {
    if (isWrong) problems.push({input, value: texts.get(input) ?? '', expected})
  }
  const given = (input: InputName): boolean => texts.get(input) !== ''

  judge(
    'image',
    !given('image') && !given('kernel'),
    'given, and neither is kernel: exactly one of the two says what to boot',
  )
  judge('kernel', given('image') && given('kernel'), 'possible beside image: give exactly one of image and kernel')
  for (const input of ['initrd', 'kernel-args'] as const) {
    judge(input, given(input) && !given('kernel'), 'possible without kernel: give kernel, or remove this')
  }

  // With a wrong arch nobody knows which machine or accelerator would be right.
  if (given('arch') && values.arch === undefined) return problems
  const {arch = hostArch, machine, accelerator, cpu} = values
  const machines = machinesOf[arch]
  judge('machine', machine !== undefined && !machines.includes(machine), `a machine of ${arch}: ${machines.join(', ')}`)
  judge(
    'accelerator',
    (accelerator === 'kvm' || accelerator === 'hvf') && arch !== hostArch,
    `able to run ${arch} on this ${hostArch} host: use auto or tcg`,
  )
  judge(
    'cpu',
    /^host(?:,|$)/.test(cpu ?? '') && (accelerator === 'tcg' || arch !== hostArch),
    'possible under emulation: use max, or leave it to the default',
  )
  return problems
}
