// Boots the test guest by hand: node test/guest/try.ts [--disk] [guest.<name>=<value> …] [-- <more QEMU arguments>]
import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {connect, createServer, type AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {buildMicroGuest, type MicroGuest} from './build.ts'
import {run} from './run.ts'

const separator = process.argv.indexOf('--')
const words = process.argv.slice(2, separator < 0 ? undefined : separator)
const extra = separator < 0 ? [] : process.argv.slice(separator + 1)

function say(line: string): void {
  console.error(`try: ${line}`)
}

/** A TCP port of 127.0.0.1 that was free a moment ago; good enough at a developer's desk. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  return port
}

function qemuArguments(guest: MicroGuest, folder: string, port: number): string[] {
  const boot = words.includes('--disk')
    ? ['-drive', `if=virtio,format=qcow2,snapshot=on,file=${guest.disk}`]
    : ['-kernel', guest.kernel, '-initrd', guest.initrd]
  const append = ['console=ttyS0', 'panic=-1', 'quiet', ...words.filter((word) => !word.startsWith('--'))].join(' ')
  return [
    ...['-nodefaults', '-machine', 'q35,accel=tcg', '-cpu', 'max', '-m', '512', '-display', 'none', '-serial', 'stdio'],
    ...[
      '-qmp',
      `unix:${join(folder, 'qmp')},server=on,wait=off`,
      '-device',
      'pvpanic-pci',
      '-device',
      'virtio-rng-pci',
    ],
    ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${port}-:22`, '-device', 'virtio-net-pci,netdev=net'],
    ...['-fw_cfg', `name=opt/qemu-vm/authorized_keys,file=${join(folder, 'key.pub')}`],
    ...[...boot, ...(words.includes('--disk') ? [] : ['-append', append]), ...extra],
  ]
}

/** Prints the console with everything but text and line feeds made visible: the guest may be a hostile one. */
function printConsole(qemu: ChildProcess): void {
  const visible = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  qemu.stdout?.setEncoding('latin1').on('data', (text: string) => {
    process.stdout.write(text.replaceAll('\r', '').replace(/[^\n -~]/g, visible))
  })
}

/** Says when sshd first answers with its banner; a connection alone proves nothing, QEMU itself accepts it. */
async function reportSsh(port: number, qemu: ChildProcess): Promise<void> {
  const start = performance.now()
  while (qemu.exitCode === null && qemu.signalCode === null) {
    const socket = connect(port, '127.0.0.1').setTimeout(250)
    const banner = await Promise.race([
      once(socket, 'data').then(String, () => ''),
      once(socket, 'close').then(() => ''),
      once(socket, 'timeout').then(() => ''),
    ])
    socket.destroy()
    if (banner.startsWith('SSH-')) {
      say(`sshd answered after ${((performance.now() - start) / 1000).toFixed(1)} s`)
      return
    }
    await sleep(50)
  }
}

function pressPowerButton(folder: string): void {
  say('pressing the power button')
  const socket = connect(join(folder, 'qmp'))
  socket.on('error', (error) => {
    say(`the button could not be pressed: ${error.message}`)
  })
  socket.end('{"execute":"qmp_capabilities"}{"execute":"system_powerdown"}')
}

const guest = await buildMicroGuest({progress: say})
const folder = await mkdtemp(join(tmpdir(), 'qemu-vm-try-'))
try {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')])
  const port = await freePort()
  const args = qemuArguments(guest, folder, port)
  say(`qemu-system-x86_64 ${args.join(' ')}`)
  const options = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'
  say(`ssh -F none -i ${join(folder, 'key')} -p ${port} ${options} root@127.0.0.1`)
  say('Enter presses the power button, Ctrl-C ends QEMU')
  const qemu = spawn('qemu-system-x86_64', args, {stdio: ['ignore', 'pipe', 'inherit']})
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => qemu.kill())
  process.stdin.on('data', () => {
    pressPowerButton(folder)
  })
  printConsole(qemu)
  void reportSsh(port, qemu)
  const [status, signal] = (await once(qemu, 'close')) as [number | null, NodeJS.Signals | null]
  say(`QEMU ended: ${signal ?? `status ${status ?? '?'}`}`)
} finally {
  process.stdin.destroy()
  await rm(folder, {recursive: true, force: true})
}
