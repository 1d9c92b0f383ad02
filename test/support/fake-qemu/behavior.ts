/**
 * What a fake QEMU does otherwise than a healthy one. Data only, every part optional and combinable; `{}` is a QEMU
 * whose guest powers off at the first press. All times are milliseconds since the start of the fake or of the request.
 */
export interface FakeBehavior {
  /** First line of `--version`. */
  readonly version?: string
  /** Instead of starting: end before anything is made, or make nothing and stay. */
  readonly start?: 'hang' | FakeExit
  /** Words (or two words with a space between) that this QEMU does not know; it then exits with status 1. */
  readonly rejects?: readonly string[]
  /** What happens by itself, at times counted from the start; read once. */
  readonly timeline?: readonly Moment[]
  /** What query-status tells while nothing else happens. Default `running`, or `prelaunch` with -S. */
  readonly status?: string
  readonly guest?: GuestBehavior
  /** By chardev id or by the socket's file name; `*` is for those not named. */
  readonly monitors?: Readonly<Record<string, MonitorBehavior>>
  /** SIGTERM, SIGINT and SIGHUP: obeyed at once, after a time, or never. */
  readonly terminate?: 'ignore' | {readonly after: number}
  /** SIGCONT: it stops itself again, as if another one would not have it run. */
  readonly continued?: 'stop'
  /** Leaves behind a process that nobody waits for and that lives for 60 s: at the start, or on SIGTERM. */
  readonly orphan?: 'start' | 'terminate'
  /** Forwarded ports answer with a banner this long after the start. Without it they accept and say nothing (V20). */
  readonly ssh?: {readonly after: number; readonly banner?: string}
  /** A run with isa-debug-exit, by accelerator; `*` is for those not named. Default: status 33 at once. */
  readonly probe?: Readonly<Record<string, 'hang' | (FakeExit & {readonly after?: number})>>
}

/** Status (default 0) or signal by which the fake ends, and what it says on stderr before. */
export interface FakeExit {
  readonly code?: number
  readonly signal?: NodeJS.Signals
  readonly stderr?: string
}

export interface Moment {
  readonly after: number
  /** Appended to every `-chardev file`, as it is. */
  readonly console?: string
  readonly stderr?: string
  readonly event?: {readonly name: string; readonly data?: Readonly<Record<string, unknown>>}
  readonly status?: string
  /** An orderly end unlinks pidfile and sockets as QEMU does; a signal leaves them (V4). */
  readonly exit?: FakeExit
}

export interface GuestBehavior {
  /** The press of the power button that is heard. Default 1. */
  readonly presses?: number | 'never'
  /** From that press to the guest's answer. */
  readonly takes?: number
  /** The answer to the press. Default `poweroff`. `die`: just then somebody kills QEMU. */
  readonly does?: 'poweroff' | 'reboot' | 'panic' | 'die'
  /** From SHUTDOWN to the end of the process. */
  readonly lingers?: number
}

export interface MonitorBehavior {
  /** When the socket is made. */
  readonly listen?: number | 'never'
  /** `bytes`: every byte is a packet of its own, so that characters of several bytes arrive in parts. */
  readonly writes?: 'whole' | 'bytes'
  /** By command; `greeting` stands for the greeting. */
  readonly answers?: Readonly<Record<string, Answer>>
}

/** How one command is answered. Whether it also has its effect is a question of its own: `effect`, default true. */
export interface Answer {
  readonly after?: number
  /** Sent first. A text goes out in one packet with the reply. */
  readonly before?: {readonly text: string} | {readonly fill: string; readonly count: number}
  /** `close`: the connection ends instead · `reset`: it ends with ECONNRESET. */
  readonly reply?: 'normal' | 'none' | 'error' | 'wrong-id' | 'close' | 'reset'
  readonly effect?: boolean
}
