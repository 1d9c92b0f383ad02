import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {makeOverlay} from '../../src/images/overlay.ts'
import {binaryOf, qemuArguments} from '../../src/plan/arguments.ts'
import {pathsOf} from '../../src/plan/paths.ts'
import {askQemu} from '../../src/qemu/features.ts'
import {seconds} from '../../src/units.ts'
import {someSpec} from '../support/ledger-entries.ts'
import {realHost} from '../support/real-host.ts'
import {scratch, someVm} from '../support/scratch.ts'

const host = realHost()
const key = 'ssh-ed25519 AAAAC3Nza, a comment="with" all'

/** Everything that can end a value or a word somewhere. */
const hostile = `a,b=c d'"%s;ü`

test.each(['q35', 'pc'] as const)(
  'the real QEMU takes the words of a disk boot, on %s and in a hostile directory',
  async (machine) => {
    using place = scratch('q')
    const state = place.path(hostile)
    const id = someVm()
    const paths = pathsOf(id, state)
    mkdirSync(paths.run, {recursive: true, mode: 0o700})
    const image = place.path(`${hostile}.raw`)
    writeFileSync(image, Buffer.alloc(1024 * 1024))
    await makeOverlay({image, format: 'raw', overlay: paths.overlay}, host)
    expect(inspectQcow(paths.overlay)).toContain(image.replaceAll('"', '\\"'))
    const spec = {
      ...someSpec,
      machine,
      boot: {kind: 'disk', image, format: 'raw'},
      access: {user: 'u'.repeat(32)},
    } as const
    const features = await askQemu(binaryOf('x86_64'), host)
    const words = qemuArguments({id, spec, paths, accelerator: 'tcg', features, publicKey: key})
    const input = 'info status\ninfo usernet\ninfo block\nquit\n'
    const {code, stdout, stderr} = await host.commands.run([binaryOf('x86_64'), ...words, '-S', '-monitor', 'stdio'], {
      limit: seconds(30),
      input,
    })
    expect({code, stderr}).toEqual({code: 0, stderr: ''})
    expect(stdout).toContain('VM status: paused (prelaunch)')
    expect(stdout).toMatch(/HOST_FORWARD\] +\d+ +127\.0\.0\.1 +[1-9]\d* +\S+ +22 /)
    expect(stdout).toContain('overlay.qcow2')
  },
)

/** The name of the backing file, as qemu-img has it. */
function inspectQcow(overlay: string): string {
  const {stdout} = spawnSync('qemu-img', ['info', '--output=json', overlay], {encoding: 'utf8'})
  return (JSON.parse(stdout) as Record<string, string>)['full-backing-filename'] ?? ''
}
