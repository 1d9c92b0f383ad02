import type {ImageEntry} from './entry.ts'
import type {GuestFacts} from './guest-facts.ts'

const freebsdGuest: GuestFacts = {
  user: 'freebsd',
  firmware: 'either',
  seed: 'nocloud',
  seedReader: 'nuageinit',
  console: 'serial',
  agent: 'absent',
  leastMemory: 512,
  quirks: ['update-at-first-boot', 'no-sudo', 'no-9p', 'no-virtiofs'],
  unverified: {
    console: 'as believed for images with BASIC-CLOUDINIT in their names',
    agent: 'not in the base system',
    quirks: '9p and virtiofs were not tried',
  },
}

/** A release stays in its directory until its end of life. Only x86_64 boots everywhere: under TCG aarch64 hangs at usbus0. */
const freebsd = (release: number, ...aliases: readonly string[]): ImageEntry => ({
  name: `freebsd-${release}`,
  ...(aliases.length > 0 && {aliases}),
  title: `FreeBSD ${release}`,
  arch: {x86_64: 'amd64', aarch64: 'arm64-aarch64'},
  sources: (['x86_64', 'aarch64'] as const).map((one) => ({
    kind: 'listed' as const,
    url: `https://download.freebsd.org/releases/VM-IMAGES/${release}.*-RELEASE/${one === 'x86_64' ? 'amd64' : one}/Latest/FreeBSD-${release}.*-RELEASE-{arch}-BASIC-CLOUDINIT-ufs.qcow2.xz`,
    arches: [one],
    sums: {name: 'CHECKSUM.SHA256', format: 'bsd' as const},
  })),
  guest: freebsdGuest,
})

const openbsdReleases = 'https://github.com/hcartiaux/openbsd-cloud-image/releases/download'

/** The project publishes no such image; this one, by a single person, is the one that others use as well. */
const openbsd: ImageEntry = {
  name: 'openbsd',
  aliases: ['openbsd-7.9'],
  title: 'OpenBSD 7.9 (by H. Cartiaux)',
  arch: {x86_64: 'amd64'},
  sources: [
    {
      kind: 'fixed',
      url: `${openbsdReleases}/v7.9_2026-06-03-20-46/openbsd-generic.qcow2`,
      sums: {name: '{file}.sha256', format: 'gnu'},
    },
  ],
  guest: {
    user: 'openbsd',
    firmware: 'bios',
    seed: 'nocloud',
    console: 'serial',
    agent: 'absent',
    cpu: {without: ['pdpe1gb']},
    quirks: ['no-sudo', 'no-9p', 'no-virtiofs'],
    unverified: {
      user: 'the default of cloud-init for OpenBSD',
      firmware: 'not seen',
      console: 'not seen',
      agent: 'not seen',
      quirks: 'what OpenBSD has by itself',
      sources: 'that the sums are published beside the image: its build makes them',
    },
  },
}

export const bsd: readonly ImageEntry[] = [freebsd(15, 'freebsd'), freebsd(14), openbsd]
