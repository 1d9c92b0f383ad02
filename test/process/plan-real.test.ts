import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {makeOverlay} from '../../src/images/overlay.ts'
import {parseInputs} from '../../src/inputs/inputs.ts'
import {prepareDisks} from '../../src/phases/devices.ts'
import {binaryOf, qemuArguments} from '../../src/plan/arguments.ts'
import {planNetworks} from '../../src/plan/networks.ts'
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
      boot: {kind: 'disk', image, firmware: 'bios'},
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

test('the real QEMU takes every device at once, beside an IOMMU and a split interrupt chip', async () => {
  using place = scratch('q')
  const id = someVm()
  const paths = pathsOf(id, place.path('state'))
  mkdirSync(paths.run, {recursive: true, mode: 0o700})
  const image = place.path(`${hostile}.raw`)
  writeFileSync(image, Buffer.alloc(1024 * 1024))
  const texts = {
    ports: '80\nudp:53',
    disks: [
      'size=64M',
      'size=64M bus=scsi serial=second',
      `'file=${image.replaceAll("'", "'\\''")}'`,
      `'file=${image.replaceAll("'", "'\\''")}' bus=nvme read-only`,
      'size=64M bus=nvme controller=a nsid=1 logical_block_size=4096 physical_block_size=4096 mdts=7 ioeventfd',
      'size=64M bus=nvme controller=a nsid=2 zoned zoned.zone_size=16M zoned.max_open=3 zoned.max_active=3',
    ].join('\n'),
    networks: 'lan\nbackend=10.9.0.1/24',
    'qemu-args': '-machine kernel-irqchip=split -device intel-iommu,intremap=on',
    kernel: image,
  }
  const inputs = parseInputs(new Map(Object.entries(texts)), () => 'file', {arch: 'x86_64', workspace: '/'})
  const {devices, extraArguments} = inputs.spec
  const diskFiles = await prepareDisks(devices.disks, paths, host)
  const networks = planNetworks(devices.networks, 'guest', id)
  const spec = {...someSpec, boot: {kind: 'kernel', kernel: '', append: ''}, devices} as const
  const features = await askQemu(binaryOf('x86_64'), host)
  const words = qemuArguments({id, spec, paths, accelerator: 'tcg', features, diskFiles, networks})
  const rest = words.filter((word, index) => word !== '-kernel' && words[index - 1] !== '-kernel')
  const input = 'info usernet\ninfo block\ninfo network\ninfo qtree\nquit\n'
  const {code, stdout, stderr} = await host.commands.run(
    [binaryOf('x86_64'), ...rest, ...extraArguments, '-S', '-monitor', 'stdio'],
    {limit: seconds(30), input},
  )
  expect({code, stderr}).toEqual({code: 0, stderr: ''})
  expect(stdout).toMatch(/UDP\[HOST_FORWARD\] +\d+ +127\.0\.0\.1 +[1-9]\d* +\S+ +53 /)
  expect(stdout).toMatch(/disk3.*read-only/)
  for (const network of networks) expect(stdout).toContain(`socket: mcast=${network.group}:${network.port}`)
  expect(stdout.match(/dev: nvme-ns,/g)).toHaveLength(3)
  expect(stdout).toContain('intremap = "on"')
})

/** The name of the backing file, as qemu-img has it. */
function inspectQcow(overlay: string): string {
  const {stdout} = spawnSync('qemu-img', ['info', '--output=json', overlay], {encoding: 'utf8'})
  return (JSON.parse(stdout) as Record<string, string>)['full-backing-filename'] ?? ''
}
