import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {differences, lookAtWorld} from '../support/world/world.ts'

const tag = `qemu-vm-${process.pid.toString(16).padStart(8, '0')}`

const asRoot = (...words: [string, ...string[]]): [string, ...string[]] =>
  process.getuid?.() === 0 ? words : ['sudo', '-n', ...words]

function temporaryDirectory(): {readonly root: string} & Disposable {
  const root = mkdtempSync(join(tmpdir(), 'world-'))
  return {
    root,
    [Symbol.dispose]: () => {
      rmSync(root, {recursive: true, force: true})
    },
  }
}

test('loop device on a file of ours', () => {
  using directory = temporaryDirectory()
  const {root} = directory
  const before = lookAtWorld({roots: [root]})
  const file = join(root, 'disk')
  writeFileSync(file, '')
  truncateSync(file, 1 << 20)
  const [program, ...words] = asRoot('losetup', '--find', '--show', file)
  const {stdout, stderr} = spawnSync(program, words, {encoding: 'utf8'})
  expect(stderr).toBe('')
  try {
    const found = differences(before, lookAtWorld({roots: [root]}))
    expect(found).toContain(`left behind: loop device ${stdout.trim().slice(5)} on ${file}`)
  } finally {
    const [detach, ...rest] = asRoot('losetup', '--detach', stdout.trim())
    spawnSync(detach, rest)
  }
})

test('network link, mount and cgroup (in namespaces of their own)', () => {
  using directory = temporaryDirectory()
  const {root} = directory
  const world = join(import.meta.dirname, '../support/world/world.ts')
  const code = `
    const {lookAtWorld, differences} = await import(${JSON.stringify(world)})
    const {spawnSync} = await import('node:child_process')
    const run = (line) => { const {status, stderr} = spawnSync('sh', ['-c', line]); if (status !== 0) throw new Error(line + stderr) }
    run('mount -t sysfs none /sys && mkdir -p ${root}/mnt')
    const scopes = [{roots: ['${root}'], tags: ['${tag}']}, {roots: ['${root}'], whole: true}, {roots: ['${root}-elsewhere']}]
    const before = scopes.map(lookAtWorld)
    run('ip tuntap add dev qv0badcafe mode tap && echo ${tag} > /sys/class/net/qv0badcafe/ifalias')
    run('mount -t tmpfs -o size=64k none ${root}/mnt')
    run('mount -t tmpfs -o size=64k none /sys/fs/cgroup && mkdir -p /sys/fs/cgroup/memory/${tag}')
    console.log(JSON.stringify(scopes.map((scope, index) => differences(before[index], lookAtWorld(scope)))))`
  const [program, ...words] = asRoot('unshare', '--net', '--mount', process.execPath, '--input-type=module', '-e', code)
  const {stdout, stderr} = spawnSync(program, words, {encoding: 'utf8'})
  expect(stderr).toBe('')
  const [tagged, whole, elsewhere] = JSON.parse(stdout) as string[][]
  const expected = [`directory /sys/fs/cgroup/memory/${tag}`, 'network link qv0badcafe', `mount of none on ${root}/mnt`]
  for (const found of [tagged, whole]) {
    expect(found).toEqual(expect.arrayContaining(expected.map((what) => `left behind: ${what}`)))
  }
  expect(elsewhere).toEqual([])
})
