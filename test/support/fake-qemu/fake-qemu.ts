import {readFileSync, writeFileSync, writeSync} from 'node:fs'
import {parseArguments, type FakeArguments} from './argv.ts'
import type {FakeExit} from './behavior.ts'
import {FakeForwards} from './forwards.ts'
import {behaviorReader, FakeMachine} from './machine.ts'
import {openMonitor, openSilentSocket} from './monitor.ts'

/** A QEMU at wire level: `node fake-qemu.js BEHAVIOR.json WORDS…`, started by the launchers of install.ts. */
async function main(behaviorFile: string, argv: readonly string[]): Promise<void> {
  const behavior = behaviorReader(behaviorFile)
  const {version, start, rejects = [], orphan, probe = {}, timeline = []} = behavior()
  if (argv.includes('--version') || argv.includes('-version')) {
    writeSync(1, `${version ?? 'QEMU emulator version 7.2.22 (fake)'}\nCopyright (c) the fake's authors\n`)
    return
  }
  const words = parseArguments(argv)
  // Like QEMU, whose comm is its own name cut to 15 bytes, or what -name process= says.
  writeFileSync('/proc/self/comm', words.comm ?? 'qemu-system-x86')
  const unknown = argv.find(
    (word, index) => rejects.includes(word) || rejects.includes(`${word} ${argv[index + 1] ?? ''}`),
  )
  if (unknown !== undefined) leave({code: 1, stderr: `qemu-system-x86_64: ${unknown}: invalid option\n`})
  if (start !== undefined && start !== 'hang') leave(start)
  if (words.monitorOnStdio) return quitFromStdin()
  if (words.probe) return runProbe(probe[words.accelerator] ?? probe['*'] ?? {code: 33})
  const machine = new FakeMachine(words, behavior)
  obeySignals(machine)
  if (start === 'hang') await forever()
  if (orphan === 'start') leaveOrphan()
  await makeEverything(words, machine, new FakeForwards(behavior))
  for (const moment of timeline) {
    setTimeout(() => {
      if (moment.stderr !== undefined) writeSync(2, moment.stderr)
      if (moment.console !== undefined) machine.print(moment.console)
      if (moment.status !== undefined) machine.setStatus(moment.status)
      if (moment.event !== undefined) machine.emit(moment.event.name, moment.event.data)
      if (moment.exit !== undefined) void machine.end(moment.exit)
    }, moment.after)
  }
  await forever()
}

/** In QEMU's order: pidfile, chardevs, network. A failure leaves the sockets made so far and takes the pidfile (V19). */
async function makeEverything(words: FakeArguments, machine: FakeMachine, forwards: FakeForwards): Promise<void> {
  const {pidFile} = words
  if (pidFile !== undefined) {
    try {
      writeFileSync(pidFile, `${String(process.pid)}\n`, {mode: 0o600})
    } catch {
      const why = `cannot create PID file: Could not create '${pidFile}'`
      leave({code: 1, stderr: `qemu-system-x86_64: ${why}: No such file or directory\n`})
    }
    machine.transient.add(pidFile)
  }
  for (const path of words.consoles) writeFileSync(path, '', {flag: 'a'})
  for (const socket of words.sockets) {
    if (Buffer.byteLength(socket.path) > 108) {
      leave({code: 1, stderr: `qemu-system-x86_64: UNIX socket path '${socket.path}' is too long\n`})
    }
    if (socket.monitor) openMonitor(socket, machine, forwards)
    else openSilentSocket(socket.path, machine)
  }
  for (const forward of words.forwards) {
    try {
      await forwards.open(forward)
    } catch {
      for (const {path} of words.sockets) machine.transient.delete(path)
      const why = `Could not set up host forwarding rule '${forward.rule}'`
      await machine.end({code: 1, stderr: `qemu-system-x86_64: -netdev user,id=${forward.netdev}: ${why}\n`})
    }
  }
}

/** SIGTERM, SIGINT and SIGHUP end QEMU in an orderly way with status 0 (V4). */
function obeySignals(machine: FakeMachine): void {
  process.on('SIGCONT', () => {
    if (machine.behavior().continued === 'stop') process.kill(process.pid, 'SIGSTOP')
  })
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGINT', 2],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => {
      const {terminate, orphan} = machine.behavior()
      if (orphan === 'terminate') leaveOrphan()
      if (terminate === 'ignore') return
      setTimeout(() => {
        writeSync(2, `qemu-system-x86_64: terminating on signal ${String(number)}\n`)
        machine.shutdown(false, 'host-signal')
      }, terminate?.after ?? 0)
    })
  }
}

/** Forks twice: the sleeping grandchild has its own session, init for a parent, and this process's environment. */
function leaveOrphan(): void {
  const {spawnSync} = process.getBuiltinModule('node:child_process')
  spawnSync('/bin/sh', ['-c', 'setsid sleep 60 &'], {stdio: 'ignore'})
}

/** The monitor on stdio: status 0 on `quit`. At the end of stdin QEMU 7.2 stays for ever, and so does this. */
async function quitFromStdin(): Promise<void> {
  writeSync(1, "QEMU 7.2.22 monitor - type 'help' for more information\r\n(qemu) ")
  process.stdin.setEncoding('utf8').on('data', (text: string) => {
    if (/^\s*q(uit)?\s*$/m.test(text)) process.exit(0)
  })
  await forever()
}

async function runProbe(outcome: 'hang' | (FakeExit & {readonly after?: number})): Promise<void> {
  if (outcome === 'hang') return forever()
  setTimeout(() => {
    leave(outcome)
  }, outcome.after ?? 0)
  await forever()
}

function leave({code = 0, signal, stderr = ''}: FakeExit): void {
  writeSync(2, stderr)
  if (signal === undefined) process.exit(code)
  process.kill(process.pid, signal)
}

/** Not even an empty event loop ends it. */
const forever = (): Promise<never> =>
  new Promise(() => {
    setInterval(() => undefined, 1 << 30)
  })

const [behaviorFile = '', ...argv] = process.argv.slice(2)
if (behaviorFile === '') throw new Error(`usage: ${readFileSync('/proc/self/comm', 'utf8').trim()} BEHAVIOR.json WORDS`)
await main(behaviorFile, argv)
