import {spawn, spawnSync, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import * as fs from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {describe, expect, test} from 'vitest'
import type {Digest} from '../../src/catalogue/digest.ts'
import {evict, leaseOf, prepareStore} from '../../src/images/store.ts'
import {tagOf, type VmId} from '../../src/units.ts'
import {Bystanders} from '../support/bystanders.ts'
import {fileServer, serve, type Answer} from '../support/file-server.ts'
import {digestOf, imageMachine, someDisk, type ImageMachine} from '../support/image-jobs.ts'
import {deadProcess} from '../support/ledger-entries.ts'
import {someVm} from '../support/scratch.ts'

const disk = someDisk()
const digest = digestOf(disk)

/** A job of its own on the machine, which obtains an image. */
function job(machine: ImageMachine, url: string, wanted: Digest, vm: VmId): ChildProcess {
  const program = join(import.meta.dirname, '../support/children/obtain.ts')
  const words = JSON.stringify({url, digest: wanted, cacheDirectory: machine.cacheDirectory, vm})
  return spawn(process.execPath, [program, words], {stdio: ['ignore', 'pipe', 'inherit']})
}

async function resultOf(child: ChildProcess): Promise<{readonly path: string; readonly hit: string}> {
  const [out] = await Promise.all([child.stdout === null ? '' : text(child.stdout), once(child, 'exit')])
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as {path: string; hit: string}
}

describe('the images of a machine', () => {
  test('D13: are whole where two jobs fetch the same one at once', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    // Neither goes on before both have begun
    const waiting: (() => void)[] = []
    const together: Answer = (request, response) => {
      waiting.push(() => {
        serve(disk)(request, response)
      })
      if (waiting.length >= 2) for (const go of waiting.splice(0)) go()
    }
    const url = server.put('/disk.raw', together)
    const vms = [someVm(), someVm()]
    const jobs = vms.map((vm) => resultOf(job(machine, url, digest, vm)))
    const images = await Promise.all(jobs)
    for (const {path} of images) expect(fs.readFileSync(path).equals(disk)).toBe(true)
    for (const vm of vms) machine.release(vm)
    expect(machine.files()).toEqual([expect.stringMatching(`^sha256-${digest.hex}\\.${digest.hex}\\.raw$`)])
    expect((await machine.obtain({url, digest})).hit).toBe('machine')
  })

  test('D14: lose nothing and keep nothing when a job is killed in the middle', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk, {stallAfter: 1_000_000}))
    const vm = someVm()
    const killed = job(machine, url, digest, vm)
    const part = join(leaseOf(machine.cacheDirectory, vm), 'part')
    await expect.poll(() => fs.existsSync(part), {timeout: 30_000}).toBe(true)
    const exited = once(killed, 'exit')
    killed.kill('SIGKILL')
    await exited
    // Its VM's ledger has the directory; where that is lost too, the next job sees that nobody is there any more
    server.put('/disk.raw', serve(disk))
    const image = await machine.obtain({url, digest})
    expect(fs.readFileSync(image.path).equals(disk)).toBe(true)
    expect(fs.existsSync(part)).toBe(false)
    machine.release(image.vm)
    expect(machine.files()).toHaveLength(1)
  })

  test('stay with a VM that still runs, though whoever started it is gone or cannot be seen', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    await using others = new Bystanders()
    const leases = [someVm(), someVm(), someVm(), someVm(), someVm()]
    prepareStore(machine.cacheDirectory)
    for (const vm of leases) fs.mkdirSync(leaseOf(machine.cacheDirectory, vm))
    const [running = '', dead = '', unknown = '', unseen = '', old = ''] = leases.map((vm) =>
      leaseOf(machine.cacheDirectory, vm),
    )
    for (const lease of [running, dead]) fs.writeFileSync(join(lease, 'owner.json'), JSON.stringify(deadProcess))
    const bootId = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const elsewhere = JSON.stringify({...deadProcess, bootId, pidNamespace: 'pid:[1]'})
    for (const lease of [unseen, old]) fs.writeFileSync(join(lease, 'owner.json'), elsewhere)
    fs.utimesSync(old, 0, Date.now() / 1000 - 169 * 3600)
    await others.start({qemuName: tagOf(leases[0] as VmId)})
    await machine.obtain({url: server.put('/disk.raw', serve(disk)), digest})
    expect([running, dead, unknown, unseen, old].map((lease) => fs.existsSync(lease))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
  })

  test('that are not what they were are got again', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    const url = server.put('/disk.raw', serve(disk))
    const first = await machine.obtain({url, digest})
    const path = join(machine.cacheDirectory, machine.files().find((name) => name.startsWith('sha256-')) ?? '')
    // The first VM goes on with what it has; the damage is done to a file in its place
    fs.rmSync(path)
    fs.writeFileSync(path, Buffer.concat([disk.subarray(0, -1), Buffer.from('x')]))
    const second = await machine.obtain({url, digest})
    expect(second.hit).toBe('none')
    expect(fs.readFileSync(second.path).equals(disk)).toBe(true)
    expect((await machine.obtain({url, digest})).hit).toBe('machine')
    expect(fs.readFileSync(first.path).equals(disk)).toBe(true)
  })

  test('go when they were not used for the longest time, and never from under a VM', async () => {
    using machine = imageMachine()
    await using server = await fileServer()
    const contents = ['a', 'b', 'c', 'd'].map((letter) => Buffer.alloc(1024 ** 2, letter))
    const images = []
    for (const content of contents) {
      const url = server.put(`/${content.toString('latin1', 0, 1)}`, serve(content))
      images.push(await machine.obtain({url, digest: digestOf(content)}))
    }
    for (const {vm} of images.slice(1)) machine.release(vm)
    const entries = contents.map((content) => `sha256-${digestOf(content).hex}`)
    for (const [index, name] of entries.entries()) {
      const path = join(machine.cacheDirectory, machine.files().find((file) => file.startsWith(name)) ?? '')
      fs.utimesSync(path, new Date(Date.UTC(2026, 0, index + 1)), new Date())
    }
    evict(machine.cacheDirectory, 2.5 * 1024 ** 2)
    const isThere = entries.map((name) => machine.files().some((file) => file.startsWith(name)))
    expect(isThere).toEqual([true, false, true, true])
  })

  test("are nobody else's: a directory that others may write to is refused", () => {
    using machine = imageMachine()
    fs.mkdirSync(machine.cacheDirectory, {recursive: true})
    fs.chmodSync(machine.cacheDirectory, 0o777)
    expect(() => {
      prepareStore(machine.cacheDirectory)
    }).toThrow(
      expect.objectContaining({
        code: 'resource',
        message: expect.stringContaining('Images cannot be kept in') as unknown,
      }),
    )
  })

  test.each(['vmdk', 'vhdx'])('are converted from %s once', async (format) => {
    using machine = imageMachine()
    await using server = await fileServer()
    fs.writeFileSync(machine.place.path('raw'), disk)
    const made = machine.place.path(`disk.${format}`)
    const subformat = format === 'vmdk' ? ['-o', 'subformat=streamOptimized'] : []
    spawnSync('qemu-img', ['convert', '-f', 'raw', '-O', format, ...subformat, machine.place.path('raw'), made])
    const published = fs.readFileSync(made)
    const url = server.put(`/disk.${format}`, serve(published))
    const image = await machine.obtain({url, digest: digestOf(published)})
    expect(image).toMatchObject({format: 'qcow2', hit: 'none'})
    const compared = spawnSync('qemu-img', [
      'compare',
      '-f',
      'raw',
      '-F',
      'qcow2',
      machine.place.path('raw'),
      image.path,
    ])
    expect(compared.stdout.toString()).toContain('identical')
    const declared = {url, digest: digestOf(published), format: format as 'vmdk' | 'vhdx'}
    expect(await machine.obtain(declared)).toMatchObject({format: 'qcow2', hit: 'machine'})
    expect(fs.readdirSync(leaseOf(machine.cacheDirectory, image.vm)).sort()).toEqual(['image.qcow2', 'owner.json'])
  })

  test('D7: of which one names a secret of the host never lead to it', () => {
    using machine = imageMachine()
    const {place} = machine
    const secret = place.path('secret')
    fs.writeFileSync(secret, 'the secret of the host'.padEnd(512))
    const program = join(import.meta.dirname, '../support/children/use.ts')
    for (const [name, words] of Object.entries(hostile(place.directory, secret))) {
      const made = spawnSync('qemu-img', words, {cwd: place.directory, encoding: 'utf8'})
      expect(made.stderr).toBe('')
      const image = place.path(name)
      const trace = place.path('trace')
      const run = ['-f', '-qq', '-e', 'trace=%file', '-o', trace, process.execPath, program, image, place.directory]
      const {status, stdout} = spawnSync('strace', run, {encoding: 'utf8'})
      expect({name, status, stdout}).toEqual({
        name,
        status: 0,
        stdout: expect.stringMatching(/^bad-image .*refers to another file/) as unknown,
      })
      const opened = fs.readFileSync(trace, 'utf8')
      // It was looked at, and nothing else: the trace is one, and no program of QEMU's ran
      expect(opened).toContain(`"${image}"`)
      expect(opened).not.toContain(secret)
      expect(opened).not.toMatch(/execve\("[^"]*\/qemu-[^/"]*"/)
      // That it proves something: QEMU's own tool does go there
      if (name === 'backing.qcow2') {
        spawnSync('strace', [...run.slice(0, 6), 'qemu-img', 'info', '--backing-chain', image])
        expect(fs.readFileSync(trace, 'utf8')).toContain(secret)
      }
    }
  })

  test('D7: of raw format may have a header in them, and are raw to QEMU', () => {
    using machine = imageMachine()
    const {place} = machine
    const secret = place.path('secret')
    fs.writeFileSync(secret, 'the secret of the host'.padEnd(512))
    spawnSync('qemu-img', hostile(place.directory, secret)['backing.qcow2'] ?? [])
    const program = join(import.meta.dirname, '../support/children/use.ts')
    const trace = place.path('trace')
    const run = ['-f', '-qq', '-e', 'trace=%file', '-o', trace, process.execPath, program, place.path('backing.qcow2')]
    const {stdout} = spawnSync('strace', [...run, place.directory, 'raw'], {encoding: 'utf8'})
    expect(stdout).toMatch(/^overlay over raw/)
    const opened = fs.readFileSync(trace, 'utf8')
    expect(opened).toMatch(/execve\("[^"]*\/qemu-img"/)
    expect(opened).not.toContain(secret)
  })
})

/** Words for qemu-img that make images which lead to a secret, by the name of the image. */
const hostile = (directory: string, secret: string): Record<string, readonly string[]> => ({
  'backing.qcow2': ['create', '-q', '-f', 'qcow2', '-b', secret, '-F', 'raw', join(directory, 'backing.qcow2')],
  'data.qcow2': [
    'create',
    '-q',
    '-f',
    'qcow2',
    '-o',
    `data_file=${secret},data_file_raw=on`,
    join(directory, 'data.qcow2'),
    '512',
  ],
  'flat.vmdk': ['create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', join(directory, 'flat.vmdk'), '1M'],
  'child.vmdk': [
    'create',
    '-q',
    '-f',
    'vmdk',
    '-b',
    join(directory, 'flat.vmdk'),
    '-F',
    'vmdk',
    join(directory, 'child.vmdk'),
  ],
})
