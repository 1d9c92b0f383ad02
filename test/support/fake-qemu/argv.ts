/** What the fake understands of QEMU's command line. Options that it does not know are accepted and have no effect. */
export interface FakeArguments {
  readonly words: readonly string[]
  readonly name: string | undefined
  /** The `process=` of -name, which becomes /proc/PID/comm. */
  readonly comm: string | undefined
  readonly uuid: string
  readonly pidFile: string | undefined
  readonly paused: boolean
  readonly noReboot: boolean
  readonly monitorOnStdio: boolean
  readonly probe: boolean
  readonly accelerator: string
  /** Chardevs of the kind socket; `monitor` when a -mon in control mode uses it. */
  readonly sockets: readonly {readonly id: string; readonly path: string; readonly monitor: boolean}[]
  readonly consoles: readonly string[]
  readonly forwards: readonly Forward[]
}

export interface Forward {
  readonly netdev: string
  readonly host: string
  readonly port: number
  readonly guestPort: number
  /** As written, for QEMU's error message. */
  readonly rule: string
}

/** The words after the program's name → what they ask for. Paths are keyed; a comma in a value is written twice (V18). */
export function parseArguments(words: readonly string[]): FakeArguments {
  const all = (option: string): string[] => words.filter((_, index) => words[index - 1] === option)
  const keyed = (option: string): Map<string, string>[] => all(option).map(keysOf)
  const names = keyed('-name')
  const chardevs = keyed('-chardev')
  const controls = keyed('-mon').filter((mon) => mon.get('mode') === 'control')
  const accelerators = [...all('-accel'), ...all('-machine').map((text) => /accel=([^,:]+)/.exec(text)?.[1] ?? '')]
  return {
    words,
    name: names[0]?.get('guest') ?? names[0]?.get(''),
    comm: names[0]?.get('process'),
    uuid: all('-uuid')[0] ?? '00000000-0000-0000-0000-000000000000',
    pidFile: all('-pidfile')[0],
    paused: words.includes('-S'),
    noReboot: words.includes('-no-reboot'),
    monitorOnStdio: all('-monitor').includes('stdio'),
    probe: all('-device').some((text) => text.startsWith('isa-debug-exit')),
    accelerator: accelerators.find((text) => text !== '')?.replace(/,.*/, '') ?? 'tcg',
    sockets: chardevs.filter(isKind('socket')).map((keys) => ({
      id: keys.get('id') ?? '',
      path: keys.get('path') ?? '',
      monitor: controls.some((mon) => mon.get('chardev') === keys.get('id')),
    })),
    consoles: chardevs
      .filter(isKind('file'))
      .filter((keys) => keys.get('id') !== 'firmware')
      .map((keys) => keys.get('path') ?? ''),
    forwards: keyed('-netdev').flatMap(forwardsOf),
  }
}

const isKind =
  (kind: string) =>
  (keys: Map<string, string>): boolean =>
    keys.get('') === kind

/** `a,b=c,,d` → '' = a, b = 'c,d'. A key given more than once is joined by newlines (hostfwd may be repeated). */
function keysOf(text: string): Map<string, string> {
  const keys = new Map<string, string>()
  for (const part of text.match(/(?:,,|[^,])+/g) ?? []) {
    const [, key = '', value = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(part.replaceAll(',,', ',')) ?? []
    keys.set(key, [keys.get(key), value].filter((each) => each !== undefined).join('\n'))
  }
  return keys
}

function forwardsOf(keys: Map<string, string>): Forward[] {
  if (keys.get('') !== 'user') return []
  return (keys.get('hostfwd') ?? '').split('\n').flatMap((rule) => {
    const match = /^tcp:([\d.]*):(\d+)-[\d.]*:(\d+)$/.exec(rule)
    if (match === null) return []
    const [, host = '', port, guestPort] = match
    const address = host === '' ? '0.0.0.0' : host
    return [{netdev: keys.get('id') ?? '', host: address, port: Number(port), guestPort: Number(guestPort), rule}]
  })
}
