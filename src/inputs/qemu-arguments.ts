import {accept, matching, refuse, type Parser, type Refusal} from './parsers.ts'

interface RefusedOption {
  readonly options: readonly string[]
  /** Only when the next word matches; undefined: always. */
  readonly when?: RegExp
  /** Completes `X is not …`. */
  readonly expected: string
}

/**
 * Options that would break what the action promises: that QEMU is found, asked, ended and seen to end. What merely
 * makes QEMU fail (a second chardev of the same id, say) is left to QEMU, whose message is shown.
 */
const refused: readonly RefusedOption[] = [
  {options: ['daemonize'], expected: 'allowed: QEMU would leave its parent, and its end could not be seen'},
  {options: ['no-shutdown'], expected: 'allowed: QEMU would stay after the guest has powered off'},
  {
    options: ['action'],
    when: /(?:^|,)(?:shutdown|reboot)=/,
    expected: 'allowed with shutdown= or reboot=: QEMU has to end when the guest does',
  },
  {options: ['S', 'preconfig', 'incoming'], expected: 'allowed: the guest would never start'},
  {options: ['pidfile', 'name', 'uuid'], expected: 'allowed: QEMU is found again by the one that the action sets'},
  {
    options: ['qmp', 'qmp-pretty', 'mon', 'monitor'],
    expected: 'allowed: a second monitor could undo the settings that end QEMU; use the output qmp-socket',
  },
  {
    options: ['serial', 'parallel', 'debugcon'],
    when: /^mon:/,
    expected: 'allowed with mon: since that is a second monitor; use the output qmp-socket',
  },
  {
    options: ['runas', 'chroot', 'run-with', 'async-teardown'],
    expected: 'allowed: QEMU could become another user, leave its directories or leave a process behind',
  },
  {options: ['sandbox'], expected: 'allowed: the action sets it, lest QEMU start processes that outlive it'},
  {options: ['readconfig'], expected: 'allowed: what the file sets cannot be checked; write it as options'},
  // QEMU takes a second -accel for a fallback: the job would be emulated while the log says KVM.
  {options: ['accel', 'enable-kvm'], expected: 'allowed: use the input accelerator'},
]

/** QEMU arguments as words, none of which breaks the guarantee. Every refused word is told. */
export const qemuArguments: Parser<readonly string[]> = (text) => {
  const words = splitWords(text)
  if (words === undefined) return refuse('split into words as in a POSIX shell: a quote or a backslash is left open')
  const [first] = words
  // QEMU takes a word that is no option for a disk, and would write to it.
  if (first !== undefined && !first.startsWith('-')) {
    return refuse('an option of QEMU, such as -device virtio-balloon-pci', first)
  }
  const refusals = words.flatMap((word, index) => refusalOf(word, words[index + 1] ?? ''))
  return refusals.length > 0 ? {refusals} : accept(words)
}

/** QEMU takes `-x` and `--x` for the same; it knows neither `-x=value` nor abbreviations (softmmu/vl.c, lookup_opt). */
function refusalOf(word: string, next: string): readonly Refusal[] {
  const option = /^--?(.+)$/.exec(word)?.[1]
  const found = refused.find(({options, when}) => options.includes(option ?? '') && (when?.test(next) ?? true))
  if (found === undefined) return []
  return [{value: found.when === undefined ? word : `${word} ${next}`, expected: found.expected}]
}

/** A model and its features. `help` would make QEMU print a list and end. */
export const cpuModel: Parser<string> = matching(
  /^(?!help$)[A-Za-z0-9][^\p{Cc}]*$/u,
  'a CPU model of QEMU with its features, such as max or host,-vmx',
)

/** A kernel's command line. Kernels take a line break for a blank; a log and a boot loader would not. */
export const kernelArguments: Parser<string> = (text) =>
  text.includes('\0') ? refuse('a command line without NUL') : accept(text.replace(/\s*[\r\n]+\s*/g, ' '))

const piece = /([ \t\r\n]+)|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+)/gy

/**
 * Splits as a POSIX shell does (Shell Command Language, section 2.2 Quoting), without expansions, operators and
 * comments: `$`, `*`, `|` and `#` are ordinary. Own, since shlex 3.0.0 reads `'\\'"x"` as `\x` and keeps `\$` in `"`.
 * @returns undefined when a quote is not closed, or when the text ends in a lone backslash.
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let end = 0
  for (const [whole, blank, single, double, escaped, plain] of text.matchAll(piece)) {
    end += whole.length
    if (blank !== undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (escaped !== '\n') {
      // An escaped line break is nothing at all, not even an empty word.
      word = (word ?? '') + (single ?? escaped ?? plain ?? unescape(double ?? ''))
    }
  }
  if (word !== undefined) words.push(word)
  return end === text.length ? words : undefined
}

/** Within double quotes a backslash is special only before these five. */
const unescape = (text: string): string =>
  text.replace(/\\([$`"\\\n])/g, (_, escaped: string) => (escaped === '\n' ? '' : escaped))
