import {mebibytes} from '../units.ts'
import {checksum} from './checksum.ts'
import {disks} from './disks.ts'
import {envPatterns} from './env-patterns.ts'
import {forwards, networks, tap} from './links.ts'
import {catalogueUrl, imageSource, mirrors, userData} from './image-parsers.ts'
import {commandName, userName} from './names.ts'
import {durationBetween, flag, matching, oneOf, secretLine, sizeFrom, wholeNumber, type Parser} from './parsers.ts'
import {absoluteDirectory, existingFile, privateKeyFile} from './path-parsers.ts'
import {cpuModel, kernelArguments, qemuArguments} from './qemu-arguments.ts'
import {readiness} from './readiness.ts'
import {guestPaths, patterns, shares, transfers} from './transfers.ts'

/** One input: everything about it that does not depend on other inputs. */
export interface Row<T> {
  /** As in action.yml; '' when the input has none, and its value is then undefined. */
  readonly default: string
  readonly parse: Parser<T>
  /** The description in action.yml and README. */
  readonly documentation: string
}

const required = <T>(parse: Parser<T>, value: string, documentation: string): Row<T> => ({
  default: value,
  parse,
  documentation,
})
const optional = <T>(parse: Parser<T>, documentation: string): Row<T | undefined> => ({
  default: '',
  parse,
  documentation,
})

/** Every input, in the order of action.yml, README and error messages. To add an input, add a row. */
export const table = {
  image: optional(
    imageSource,
    'What to boot: an image of the catalogue (`debian-13`; see docs/images.md), the https URL of an image, or the path of a local one. It is never written to: the guest writes to an overlay that is deleted afterwards. Give either `image` or `kernel`.',
  ),
  checksum: optional(
    checksum,
    'What the image must hash to, `sha256:…` or `sha512:…`, or the https URL of the file of sums that names it. Images of the catalogue have theirs. Without one, an image of a URL is neither verified nor cached.',
  ),
  'disk-size': optional(
    sizeFrom(mebibytes(1)),
    "Size of the guest's disk, such as `20G`: at least that of the image, which it has by default.",
  ),
  'user-data': optional(
    userData,
    'For the first boot: cloud-init user data, Ignition for Flatcar, or the path of a file with it. The key and the host key of this VM are given to the guest beside it. See docs/images.md.',
  ),
  firmware: required(
    oneOf(['auto', 'bios', 'uefi'], {efi: 'uefi', ovmf: 'uefi', seabios: 'bios', legacy: 'bios'}),
    'auto',
    '`bios`, `uefi`, or `auto`: UEFI where the image needs it and for all images of aarch64 and riscv64, else BIOS.',
  ),
  'catalogue-url': optional(
    catalogueUrl,
    'URL (https) of a catalogue of your own, whose images come before those of the action. See docs/images.md.',
  ),
  mirror: optional(
    mirrors,
    'Where the files of the catalogue are to be found instead: a base URL, or `FROM TO`, one per line. See docs/images.md.',
  ),
  cache: required(
    flag,
    'true',
    "`true` keeps verified images in this machine's tool cache, and on GitHub's own runners in the cache of GitHub Actions, with the packages of QEMU that apt has installed.",
  ),
  kernel: optional(
    existingFile('the path of a kernel'),
    'Path of a kernel to boot directly, without disk and firmware. Give either `image` or `kernel`.',
  ),
  initrd: optional(existingFile('the path of an initial RAM disk'), 'Path of the initial RAM disk for `kernel`.'),
  'kernel-args': optional(kernelArguments, 'Command line for `kernel`. Line breaks count as spaces.'),
  arch: optional(
    oneOf(['x86_64', 'aarch64', 'riscv64'], {amd64: 'x86_64', x64: 'x86_64', x86: 'x86_64', arm64: 'aarch64'}),
    "Architecture of the guest: `x86_64`, `aarch64` or `riscv64`. By default the host's own; any other is emulated.",
  ),
  machine: optional(
    oneOf(['q35', 'pc', 'virt']),
    'QEMU machine type: `q35` (default) or `pc` for x86_64, `virt` for aarch64 and riscv64.',
  ),
  cpu: optional(
    cpuModel,
    'QEMU CPU model with its features, such as `host,-vmx`. By default `host` where an accelerator virtualizes and `max` where it emulates.',
  ),
  cpus: required(wholeNumber(1, 255), '2', 'Number of virtual CPUs, 1 to 255.'),
  memory: required(sizeFrom(mebibytes(64)), '2G', 'Memory of the guest, such as `512M` or `4G`; at least `64M`.'),
  accelerator: required(
    oneOf(['auto', 'kvm', 'hvf', 'tcg']),
    'auto',
    '`kvm`, `hvf`, `tcg` (emulation: works everywhere, is slow) or `auto`, the fastest that proves to work on this host.',
  ),
  ports: optional(
    forwards,
    'Ports of the guest to be reached at 127.0.0.1, one per line: `80` (QEMU chooses the port of the host, see the output `ports`), `8080:80` (port 8080 of the host) or `udp:5353:53`.',
  ),
  disks: optional(
    disks,
    'Further disks, one per line, in words `key=value`: `size=8G` (new and empty) or `file=PATH` (written to only if `writable`), `bus=virtio|scsi|nvme`, `serial=`, `read-only`, `format=raw|qcow2`, and options of NVMe such as `zoned`. See docs/devices.md.',
  ),
  networks: optional(
    networks,
    'Private networks with other VMs of this job, one per line: a name, or a name with the address of this VM, as in `lan=10.9.0.1/24`. See docs/devices.md.',
  ),
  tap: optional(
    tap,
    '`true` gives the VM a tap of the host, `qv` and the id of the VM; the name of a bridge also makes it a port of that bridge. Needs root or a sudo that does not ask.',
  ),
  'qemu-args': optional(
    qemuArguments,
    'Further QEMU arguments, split as in a POSIX shell: quotes, backslashes and line breaks work; variables and comments do not. Options that would keep QEMU from being found, ended or seen to end are refused.',
  ),
  name: required(
    commandName,
    'guest',
    'Name of the VM and of the command that enters it in later steps, as in `shell: guest {0}`. Two VMs of one job need two names.',
  ),
  user: optional(
    userName,
    'User of the guest that logs in over ssh. By default that of the image where it is one of the catalogue, else `root`.',
  ),
  'ssh-key': optional(
    privateKeyFile,
    'Path of a private key that the guest already trusts. By default a key pair is made for this VM alone and offered to the guest.',
  ),
  password: optional(
    secretLine,
    'Password of `user` in a guest that does not take the key, from a secret. At the first login the key is put into its place. See Access in the README.',
  ),
  copy: optional(
    transfers,
    'Files and directories to copy into the guest when it is ready, one per line: `SRC -> DST`, as `cp -a` would. See docs/files.md.',
  ),
  share: optional(
    shares,
    'Directories of the host that the guest sees as its own, one per line: `DIR -> DST`, or `DIR -> DST read-only`, by 9p or virtiofs. See docs/files.md.',
  ),
  workspace: required(
    oneOf(['none', 'copy', 'share'], {mount: 'share', '9p': 'share', virtiofs: 'share', sync: 'copy', rsync: 'copy'}),
    'none',
    'The workspace in the guest, at the same path: `copy` copies it when the guest is ready, owned by the user who logs in; `share` mounts it, so that both sides see the same files. Steps in the guest then run in it.',
  ),
  'workspace-exclude': optional(
    patterns,
    'What of the workspace is not copied: patterns of tar, one per line, such as `node_modules` or `*.o`.',
  ),
  collect: optional(
    guestPaths,
    'Files and directories of the guest to be fetched at the end of the job, before the guest is shut down, also when the job failed or was canceled: absolute paths, one per line. See docs/files.md.',
  ),
  'collect-to': optional(
    absoluteDirectory,
    'Absolute path of the directory for what is collected. By default `collected/` and the name of the VM, in the workspace.',
  ),
  env: required(
    envPatterns,
    'CI GITHUB_* RUNNER_DEBUG',
    "Which variables of a step its script in the guest sees: names, with `*` for any part, one per line. `GITHUB_TOKEN` and the host's paths are taken by their full names only.",
  ),
  run: optional(
    matching(/^/, 'a script'),
    'A script that runs in the guest as soon as it is ready, as in a step with `shell: guest {0}`: under `sh -e`, with the same variables and command files. When it fails, so does the step, and later steps with `if: always()` can still use the guest.',
  ),
  ready: required(
    readiness,
    'login',
    'What must be seen before the next step starts: `login` (over ssh), `agent` (the QEMU guest agent answers; steps then need no sshd), `banner` (sshd answers), `console:<regular expression>` (the guest prints it) or `none`.',
  ),
  'boot-timeout': optional(
    durationBetween('1s', '24h'),
    'Time the guest has to become ready, such as `90s` or `5m`; `1s` to `24h`. By default 5 minutes, and 15 where it is emulated.',
  ),
  'boot-attempts': optional(
    wholeNumber(1, 5),
    'How often a guest may try to boot that panics, resets or does not become ready: `1` to `5`, each time as a new VM with a new overlay. By default `2` with `image` and `1` with `kernel`.',
  ),
  'allow-reboot': required(
    flag,
    'false',
    '`true` lets the guest restart itself, also while it boots, and follows it. Else QEMU ends at a reset; `guest reboot` works with either. See docs/steps.md.',
  ),
  'shutdown-timeout': required(
    durationBetween('0s', '10m'),
    '30s',
    'Time the guest has to power itself off before QEMU is made to end, `0s` to `10m`. Up to 45 s can follow, and a canceled job has less than 5 minutes for all that its steps do afterwards: stay below `3m` unless the guest has state to save.',
  ),
  'max-lifetime': required(
    durationBetween('10s', '168h'),
    '24h',
    'Time after which the VM is stopped even if nobody asks, such as `6h`; `10s` to `168h`. It is for runners that die without a trace: a VM whose job is seen to be gone is stopped within a minute.',
  ),
  'fail-on': required(
    oneOf(['leak', 'forced-shutdown']),
    'leak',
    'What fails the job after the VM was stopped: `leak` (something of it is left) or `forced-shutdown` (also a guest that did not power itself off).',
  ),
  diagnostics: required(
    oneOf(['on-failure', 'always', 'never']),
    'on-failure',
    "When the evidence on the VM (console, QEMU's output and monitor, figures of the host, report.json) is kept in a folder and uploaded as an artifact: `on-failure` (the VM or a step of the job failed), `always` or `never`. An artifact is not masked: it holds whatever the guest printed.",
  ),
  console: required(
    oneOf(['file', 'stream']),
    'file',
    'What the guest prints on its console goes into a `file`, or is printed in the log of the step as well while the guest boots: `stream`.',
  ),
  'problem-matchers': required(
    oneOf(['none', 'kernel']),
    'none',
    '`kernel` makes annotations of what a kernel complains of (oops, BUG, WARNING, lockup, hung task, panic) in the output of this and of later steps of the job.',
  ),
  'install-qemu': required(
    flag,
    'true',
    "`true` installs the distribution's QEMU package where QEMU is missing; `false` makes that an error.",
  ),
  'job-status': required(
    matching(/^/, 'a status of a job'),
    '${{ job.status }}',
    'Not for you to set: by its default the action learns at the end of the job that it was canceled, and gives the guest 10 s at most.',
  ),
  'state-dir': optional(
    absoluteDirectory,
    'Absolute path of the directory for what a VM needs while it lives. By default `$XDG_STATE_HOME/qemu-vm`, or `~/.local/state/qemu-vm`: it has to outlive the job, so that the next job can stop what a killed one has left.',
  ),
} as const satisfies Readonly<Record<string, Row<unknown>>>

export type InputName = keyof typeof table
export type Values = {readonly [Name in InputName]: (typeof table)[Name] extends Row<infer T> ? T : never}

export const inputNames = Object.keys(table) as readonly InputName[]
