import {builtInImages} from '../catalogue/catalogue.ts'
import {findImage} from '../catalogue/find.ts'
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
    const value = input === 'password' ? '(hidden)' : (texts.get(input) ?? '')
    if (isWrong) problems.push({input, value, expected})
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

  for (const input of imageOnly) judge(input, given(input) && !given('image'), 'possible without image: remove this')
  problems.push(...imageConflicts(values, texts))
  const {ready, workspace} = values
  const isEntered = ready === undefined || ready.kind === 'login' || ready.kind === 'agent'
  const withoutWay = 'possible without a way into the guest: leave ready at login, or set it to agent'
  for (const input of ['copy', 'share', 'workspace', 'run'] as const) {
    const isNothing = input === 'workspace' && workspace === 'none'
    judge(input, given(input) && !isNothing && !isEntered, withoutWay)
  }
  const isByLogin = ready === undefined || ready.kind === 'login'
  judge('password', given('password') && !isByLogin, 'possible without a login over ssh: leave ready at login')
  judge('password', given('password') && given('ssh-key'), 'possible beside ssh-key: give one of the two')
  judge(
    'workspace-exclude',
    given('workspace-exclude') && workspace !== undefined && workspace !== 'copy',
    'possible without workspace: copy',
  )
  judge(
    'collect-to',
    given('collect-to') && !given('collect'),
    'possible without collect: give collect, or remove this',
  )

  // With a wrong arch nobody knows which machine or accelerator would be right.
  if (given('arch') && values.arch === undefined) return problems
  const {arch = hostArch, machine, accelerator, cpu, firmware} = values
  const machines = machinesOf[arch]
  judge('machine', machine !== undefined && !machines.includes(machine), `a machine of ${arch}: ${machines.join(', ')}`)
  judge(
    'firmware',
    firmware === 'bios' && arch !== 'x86_64',
    `possible with ${arch}, which boots images by UEFI: uefi or auto`,
  )
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

const imageOnly = ['checksum', 'disk-size', 'user-data', 'catalogue-url', 'mirror'] as const

function imageConflicts(
  {image, checksum}: Partial<Values>,
  texts: ReadonlyMap<InputName, string>,
): readonly InputProblem[] {
  const problems: InputProblem[] = []
  const text = (input: InputName): string => texts.get(input) ?? ''
  if (image?.kind === 'name' && text('catalogue-url') === '') {
    const found = findImage(image.name, builtInImages)
    const meant = 'entry' in found || found.suggestion === undefined ? '' : `; did you mean ${found.suggestion}?`
    const expected = `an image of the catalogue (docs/images.md has the list), nor is there such a file${meant}`
    if (!('entry' in found)) problems.push({input: 'image', value: image.name, expected})
  }
  if (image?.kind === 'name' && checksum !== undefined) {
    const expected = 'possible with an image of the catalogue, which has its own: remove this, or give a URL as image'
    problems.push({input: 'checksum', value: text('checksum'), expected})
  }
  if (image?.kind === 'path' && checksum !== undefined && 'sums' in checksum) {
    const expected = 'possible with a local image: give its sha256: or sha512: itself'
    problems.push({input: 'checksum', value: text('checksum'), expected})
  }
  return problems
}
