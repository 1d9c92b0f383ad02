import {QemuVmError} from '../errors.ts'
import type {Host} from '../host/host.ts'
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
  const [version, hasSandbox, hasPanicExit] = await Promise.all([
    askVersion(binary, host),
    accepts(binary, ['-sandbox', sandbox], host),
    accepts(binary, ['-action', 'panic=exit-failure'], host),
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

async function accepts(binary: string, words: readonly string[], host: Host): Promise<boolean> {
  const idle = ['-nodefaults', '-no-user-config', '-machine', 'none', '-display', 'none', '-monitor', 'stdio']
  const result = await host.commands.run([binary, ...idle, ...words], {limit: seconds(10), input: 'quit\n'})
  return result.code === 0
}
