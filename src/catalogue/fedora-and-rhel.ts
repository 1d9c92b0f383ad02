import type {ImageEntry} from './entry.ts'
import type {GuestFacts} from './guest-facts.ts'

const arch = {x86_64: 'x86_64', aarch64: 'aarch64'} as const

const fedoraGuest: GuestFacts = {
  user: 'fedora',
  firmware: 'either',
  seed: 'nocloud',
  console: 'serial',
  agent: 'installed',
}

const fedora = (release: number, ...aliases: readonly string[]): ImageEntry => ({
  name: `fedora-${release}`,
  ...(aliases.length > 0 && {aliases}),
  title: `Fedora ${release}`,
  arch,
  sources: [
    {
      kind: 'listed',
      url: `https://download.fedoraproject.org/pub/fedora/linux/releases/${release}/Cloud/{arch}/images/Fedora-Cloud-Base-Generic-${release}-*.{arch}.qcow2`,
      // No name without the number of the compose; the index names every image there is
      index: 'https://dl.fedoraproject.org/pub/fedora/imagelist-fedora',
      sums: {name: `Fedora-Cloud-${release}-*-{arch}-CHECKSUM`, format: 'clearsigned'},
    },
    {
      // Where releases go after their end of life, about 13 months after they came
      kind: 'listed',
      url: `https://archives.fedoraproject.org/pub/archive/fedora/linux/releases/${release}/Cloud/{arch}/images/Fedora-Cloud-Base-Generic-${release}-*.{arch}.qcow2`,
      sums: {name: `Fedora-Cloud-${release}-*-{arch}-CHECKSUM`, format: 'clearsigned'},
    },
  ],
  guest: fedoraGuest,
})

/** All of Enterprise Linux: no 9p in the kernel; the tenth generation is built for x86-64-v3. */
const elGuest = (user: string, generation: 9 | 10) =>
  ({
    user,
    firmware: 'either',
    seed: 'nocloud',
    console: 'serial',
    agent: 'installed',
    ...(generation === 10 && {cpu: {floor: 'x86-64-v3'}}),
    quirks: ['no-9p'],
  }) as const satisfies GuestFacts

const centos = (release: 9 | 10, ...aliases: readonly string[]): ImageEntry => {
  const base = `https://cloud.centos.org/centos/${release}-stream/{arch}/images/CentOS-Stream-GenericCloud-${release}`
  const sums = {name: '{file}.SHA256SUM', format: 'bsd'} as const
  return {
    name: `centos-stream-${release}`,
    ...(aliases.length > 0 && {aliases}),
    title: `CentOS Stream ${release}`,
    arch,
    sources: [
      {kind: 'listed', url: `${base}-*.{arch}.qcow2`, sums},
      {kind: 'moving', url: `${base}-latest.{arch}.qcow2`, sums},
    ],
    guest: {
      ...elGuest('cloud-user', release),
      // CS-2672: does not boot with UEFI
      firmware: 'bios',
      unverified: {
        user: 'by other lists of images; it was centos up to 8',
        agent: 'reported for images of 2021',
        console: 'as for the rest of Enterprise Linux',
      },
    },
  }
}

const rocky = (release: 9 | 10, ...aliases: readonly string[]): ImageEntry => {
  const sums = {name: '{file}.CHECKSUM', format: 'bsd'} as const
  const base = 'https://dl.rockylinux.org/pub/rocky'
  return {
    name: `rocky-${release}`,
    ...(aliases.length > 0 && {aliases}),
    title: `Rocky Linux ${release}`,
    arch,
    sources: [
      // The directory of the minor release: that of the major one lags behind at times
      {
        kind: 'listed',
        url: `${base}/${release}.*/images/{arch}/Rocky-${release}-GenericCloud-Base-*-*.{arch}.qcow2`,
        sums,
      },
      {
        kind: 'moving',
        url: `${base}/${release}/images/{arch}/Rocky-${release}-GenericCloud-Base.latest.{arch}.qcow2`,
        sums,
      },
    ],
    guest: elGuest('rocky', release),
  }
}

const almalinux = (release: 9 | 10, ...aliases: readonly string[]): ImageEntry => {
  const sums = {name: 'CHECKSUM', format: 'gnu'} as const
  const base = `https://repo.almalinux.org/almalinux/${release}/cloud/{arch}/images/AlmaLinux-${release}-GenericCloud`
  return {
    name: `almalinux-${release}`,
    ...(aliases.length > 0 && {aliases}),
    title: `AlmaLinux ${release}`,
    arch,
    sources: [
      {kind: 'listed', url: `${base}-*-*.{arch}.qcow2`, sums},
      {kind: 'moving', url: `${base}-latest.{arch}.qcow2`, sums},
    ],
    guest: elGuest('almalinux', release),
  }
}

export const fedoraAndRhel: readonly ImageEntry[] = [
  fedora(44, 'fedora'),
  fedora(43),
  fedora(42),
  centos(10, 'centos-stream'),
  centos(9),
  rocky(10, 'rocky'),
  rocky(9),
  almalinux(10, 'almalinux'),
  almalinux(9),
]
