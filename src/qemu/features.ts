import {QemuVmError} from '../errors.ts'
import type {CommandResult, Host} from '../host/host.ts'
import type {QemuFeatures} from '../plan/arguments.ts'
import {seconds} from '../units.ts'

/** The oldest QEMU with all that we rely on: `-action`, `pvpanic-pci` (both 6.0), of the distributions we support. */
const oldestMajor = 6

const sandbox = 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'

/**
 * What the installed QEMU is and accepts, found by asking it: its version, and by starting it without a machine,
 * whether it takes the options that not every build has.
 * @throws QemuVmError `missing-program` when it does not start or is too old.
 */
export async function askQemu(binary: string, host: Host): Promise<QemuFeatures> {
  const sandboxed = ['-sandbox', sandbox]
  const panicking = ['-action', 'panic=exit-failure']
  // Mostly one start answers everything, in its monitor's first line; QEMU takes 20 ms for each
  const greeting = await startIdle(binary, [...sandboxed, ...panicking], host)
  const known = greeting.code === 0 ? /^QEMU (\d+)\.\d+\S* monitor/.exec(greeting.stdout) : null
  if (known !== null && Number(known[1]) >= oldestMajor) {
    return {version: known[0].split(' ')[1] ?? '', sandbox, panicAction: 'exit-failure'}
  }
  const [version, hasSandbox, hasPanicExit] = await Promise.all([
    askVersion(binary, host),
    startIdle(binary, sandboxed, host).then(({code}) => code === 0),
    startIdle(binary, panicking, host).then(({code}) => code === 0),
  ])
  return {
    version,
    ...(hasSandbox ? {sandbox} : {}),
    ...(hasPanicExit ? {panicAction: 'exit-failure'} : {}),
  }
}

async function askVersion(binary: string, host: Host): Promise<string> {
  const {code, stdout, stderr} = await host.commands.run([binary, '--version'], {limit: seconds(10)})
  const version = /version (\d+)\.(\d+)\.?(\d*)/.exec(stdout)
  if (code !== 0 || version === null) {
    const said = (stderr || stdout).trim().split('\n')[0] ?? ''
    throw new QemuVmError('missing-program', `${binary} does not work: --version exits with ${code} (${said}).`, {
      hint: 'Install QEMU anew with the package manager of your distribution.',
    })
  }
  if (Number(version[1]) < oldestMajor) {
    throw new QemuVmError('missing-program', `${binary} is version ${version[0].slice(8)}, which is too old.`, {
      hint: `qemu-vm needs QEMU ${oldestMajor}.0 or newer.`,
    })
  }
  return version[0].slice('version '.length)
}

/** Starts QEMU without a machine and has it quit at once. Status 0: it takes the options. */
function startIdle(binary: string, words: readonly string[], host: Host): Promise<CommandResult> {
  const idle = ['-nodefaults', '-no-user-config', '-machine', 'none', '-display', 'none', '-monitor', 'stdio']
  return host.commands.run([binary, ...idle, ...words], {limit: seconds(10), input: 'quit\n'})
}
