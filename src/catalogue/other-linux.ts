import type {ImageEntry} from './entry.ts'
import type {GuestFacts} from './guest-facts.ts'

const arch = {x86_64: 'x86_64', aarch64: 'aarch64'} as const
const opensuse = 'https://download.opensuse.org'
const suseSums = {name: '{file}.sha256', format: 'gnu'} as const
const suse: GuestFacts = {
  user: 'opensuse',
  firmware: 'either',
  seed: 'nocloud',
  console: 'serial',
  agent: 'unknown',
  unverified: {
    user: 'the default of cloud-init for SUSE; not seen for these images',
    firmware: 'not seen; the images have both boot loaders as far as is known',
    console: 'not seen',
    agent: 'reported as installed for Leap 15.3',
  },
}

/** The files are replaced under their names, and no dated ones are kept. */
const suseImages: readonly ImageEntry[] = [
  {
    name: 'opensuse-leap-16',
    aliases: ['opensuse-leap-16.0', 'opensuse-leap'],
    title: 'openSUSE Leap 16.0',
    arch,
    sources: [
      {
        kind: 'moving',
        url: `${opensuse}/distribution/leap/16.0/appliances/Leap-16.0-Minimal-VM.{arch}-Cloud.qcow2`,
        sums: suseSums,
      },
    ],
    guest: suse,
  },
  {
    name: 'opensuse-leap-15.6',
    title: 'openSUSE Leap 15.6',
    arch,
    sources: [
      {
        kind: 'moving',
        url: `${opensuse}/distribution/leap/15.6/appliances/openSUSE-Leap-15.6-Minimal-VM.{arch}-Cloud.qcow2`,
        sums: suseSums,
      },
    ],
    // kernel-default-base
    guest: {...suse, quirks: ['no-9p', 'no-virtiofs']},
  },
  {
    name: 'opensuse-tumbleweed',
    aliases: ['tumbleweed'],
    title: 'openSUSE Tumbleweed',
    arch,
    sources: [
      {
        kind: 'moving',
        url: `${opensuse}/tumbleweed/appliances/openSUSE-Tumbleweed-Minimal-VM.{arch}-Cloud.qcow2`,
        arches: ['x86_64'],
        sums: suseSums,
      },
      {
        kind: 'moving',
        url: `${opensuse}/ports/aarch64/tumbleweed/appliances/openSUSE-Tumbleweed-Minimal-VM.{arch}-Cloud.qcow2`,
        arches: ['aarch64'],
        sums: suseSums,
      },
    ],
    guest: suse,
  },
]

const archLinux: ImageEntry = {
  name: 'arch',
  aliases: ['archlinux'],
  title: 'Arch Linux',
  arch: {x86_64: 'x86_64'},
  sources: [
    {
      kind: 'listed',
      url: 'https://geo.mirror.pkgbuild.com/images/v*/Arch-Linux-{arch}-cloudimg-*.qcow2',
      sums: {name: '{file}.SHA256', format: 'gnu'},
    },
    {
      kind: 'moving',
      url: 'https://geo.mirror.pkgbuild.com/images/latest/Arch-Linux-{arch}-cloudimg.qcow2',
      sums: {name: '{file}.SHA256', format: 'gnu'},
    },
  ],
  guest: {
    user: 'arch',
    // It has both loaders, but a stale one for UEFI was reported
    firmware: 'bios',
    seed: 'nocloud',
    console: 'serial',
    agent: 'installed',
    quirks: ['waits-for-time'],
  },
}

/** The releases of a branch are in one directory. `tiny` images know too little of user-data. */
const alpine = (branch: string, ...aliases: readonly string[]): ImageEntry => {
  const base = `https://dl-cdn.alpinelinux.org/alpine/v${branch}/releases/cloud/nocloud_alpine-${branch}.*-{arch}`
  const sums = {name: '{file}.sha512', format: 'hex'} as const
  return {
    name: `alpine-${branch}`,
    ...(aliases.length > 0 && {aliases}),
    title: `Alpine Linux ${branch}`,
    arch,
    sources: [
      {kind: 'listed', url: `${base}-bios-cloudinit-r*.qcow2`, arches: ['x86_64'], sums},
      {kind: 'listed', url: `${base}-uefi-cloudinit-r*.qcow2`, arches: ['aarch64'], sums},
    ],
    guest: {
      user: 'alpine',
      firmware: 'bios',
      seed: 'nocloud',
      console: 'serial',
      agent: 'absent',
      quirks: ['locked-user', 'no-sudo'],
    },
  }
}

const amazonLinux: ImageEntry = {
  name: 'amazon-linux-2023',
  aliases: ['amazon-linux', 'al2023'],
  title: 'Amazon Linux 2023',
  arch: {x86_64: 'x86_64', aarch64: 'arm64'},
  sources: (['x86_64', 'aarch64'] as const).map((one) => ({
    kind: 'listed' as const,
    url: `https://cdn.amazonlinux.com/al2023/os-images/latest/${one === 'x86_64' ? 'kvm' : 'kvm-arm64'}/al2023-kvm-*-kernel-*-{arch}.xfs.gpt.qcow2`,
    arches: [one],
    // The directory has no listing; its sums name the one image
    index: 'SHA256SUMS',
    sums: {name: 'SHA256SUMS', format: 'gnu' as const},
  })),
  guest: {
    user: 'ec2-user',
    // Not with keys of Microsoft's enrolled: Secure Boot refuses it
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'unknown',
    unverified: {console: 'not seen', agent: 'not seen'},
  },
}

const flatcarBase = 'https://stable.release.flatcar-linux.net/{arch}-usr'
const flatcarSums = {name: '{file}.DIGESTS', format: 'gnu'} as const

/** arm64 has an image for UEFI alone. */
const flatcar: ImageEntry = {
  name: 'flatcar',
  aliases: ['flatcar-stable'],
  title: 'Flatcar Container Linux (stable)',
  arch: {x86_64: 'amd64', aarch64: 'arm64'},
  sources: (['x86_64', 'aarch64'] as const).flatMap((one) => {
    const image = one === 'x86_64' ? 'flatcar_production_qemu_image' : 'flatcar_production_qemu_uefi_image'
    return [
      {kind: 'listed', url: `${flatcarBase}/*/${image}.img.bz2`, arches: [one], sums: flatcarSums},
      {kind: 'moving', url: `${flatcarBase}/current/${image}.img.bz2`, arches: [one], sums: flatcarSums},
    ] as const
  }),
  guest: {
    user: 'core',
    firmware: 'bios',
    seed: 'ignition',
    console: 'serial',
    agent: 'unknown',
    unverified: {console: 'not seen', agent: 'not seen', sources: 'that there is a listing, and the form of the sums'},
  },
}

export const otherLinux: readonly ImageEntry[] = [
  ...suseImages,
  archLinux,
  alpine('3.24', 'alpine'),
  alpine('3.23'),
  alpine('3.22'),
  alpine('3.21'),
  amazonLinux,
  flatcar,
]
