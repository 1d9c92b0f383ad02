import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {initrdWith} from '../guest/programs.ts'
import {makeOddTree, treeOf} from '../support/odd-tree.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine, type VmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
let initrd: string
beforeAll(async () => {
  guest = await buildMicroGuest()
  initrd = await initrdWith(guest, {gtar: 'tar/tar', nvme: 'nvme-cli'})
})

const GiB = 1024 ** 3

const use = (machine: VmMachine, more: Readonly<Record<string, string>>): JobStep => ({
  kind: 'uses',
  id: 'vm',
  action: machine.action,
  with: {...microInputs(guest), initrd, memory: '512M', ...more},
})
const inGuest = (id: string, script: string, more: Partial<JobStep> = {}): JobStep =>
  ({kind: 'run', id, shell: 'guest {0}', script, ...more}) as JobStep

test('files of every kind go in and come out as they were; collect fetches after a failing step', async () => {
  using machine = vmMachine()
  const place = (name: string): string => join(machine.root, name)
  makeOddTree(place('tree'), 2000, 2 * GiB)
  writeFileSync(place('one file'), 'one')
  const job = await machine.play({
    steps: [
      use(machine, {
        copy: `${place('one file')} -> /root/by input`,
        collect: '/root/results\n/var/log/nothing',
        'collect-to': place('collected'),
      }),
      {
        kind: 'run',
        id: 'copies',
        script: [
          `cd '${machine.root}'`,
          'guest copy tree guest:/root/tree && guest copy guest:/root/tree back',
          `guest copy 'one file' guest:renamed && guest copy guest:renamed ./out && mkdir into && guest copy guest:/root/renamed into`,
          'guest copy tree/. guest:merged && guest copy tree/empty guest:merged && guest exec -- ls -d merged/empty/',
        ].join('\n'),
      },
      inGuest('input', "cat 'by input'; echo; ls -ln 'by input'; gtar --version | head -1\n"),
      {
        kind: 'run',
        id: 'refusals',
        script: [
          `cd '${machine.root}'`,
          'guest copy nothing guest:x || echo "host: $?"',
          'guest copy guest:nothing x || echo "guest: $?"',
          'guest copy a b || echo "usage: $?"',
          'guest exec -- sh -c "mkdir h; ln -s /etc h/out; mkfifo h/pipe; echo x >h/file; chmod 4755 h/file"',
          'guest copy guest:h hostile || echo "hostile: $?"; ls hostile; stat -c %a hostile/file',
          'guest exec -- sh -c "rm /bin/gtar; rm -r tree merged"',
          'guest copy "one file" guest:plain && guest copy guest:plain plain && cat plain',
          'truncate -s 1M holes; guest copy holes guest:holes',
          'guest copy back/level* guest:deep && guest copy guest:deep deep',
        ].join('\n'),
      },
      inGuest('fails', 'mkdir results; echo figures >"results/a b"; ln -s /etc/passwd results/out; exit 3\n'),
    ],
  })
  expect(job.stage('copies', 'run').exitCode, job.stage('copies', 'run').log).toBe(0)
  expect(job.stage('refusals', 'run').exitCode, job.stage('refusals', 'run').log).toBe(0)
  expect(job.stage('fails', 'run').exitCode).toBe(3)
  expect(job.status).toBe('failure')
  const [from, back] = [treeOf(place('tree')), treeOf(place('back'))]
  expect(back).toEqual(from)
  expect([readFileSync(place('out'), 'utf8'), readFileSync(place('into/renamed'), 'utf8')]).toEqual(['one', 'one'])
  expect(job.stage('input', 'run').log).toMatch(/^one\n-rw-.* 0 +0 .*by input/m)
  expect(job.stage('input', 'run').log).toContain('GNU tar')

  const {log} = job.stage('refusals', 'run')
  for (const line of ['host: 1', 'guest: 1', 'usage: 64', 'hostile: 1', '755', 'one'])
    expect(log.split('\n')).toContain(line)
  expect(log).toMatch(/nothing does not exist on the host/)
  expect(log).toMatch(/nothing does not exist in the guest/)
  expect(log).toMatch(/Left out: \.\/out: it is a link that may lead out of the destination, to \/etc/)
  expect(log).toMatch(/Left out: \.\/pipe: a fifo is not made on the host/)
  expect(log).toMatch(/1 sparse file takes its whole size in the guest, whose tar knows no holes/)
  expect(treeOf(place('deep')).length).toBeGreaterThan(10)

  expect(readFileSync(place('collected/root/results/a b'), 'utf8')).toBe('figures\n')
  const {summary, annotations} = job.stage('vm', 'post')
  expect(summary).toContain('Outcome `graceful`')
  expect(summary).toContain('Collected from the guest')
  expect(summary).toMatch(/Not in the guest: \/var\/log\/nothing/)
  expect(annotations.map(({level}) => level).toSorted()).toEqual(['notice', 'warning'])
  await machine.expectUnchanged()
})

test('collect fetches when the job is canceled, and the workspace goes in without what is excluded', async () => {
  using machine = vmMachine()
  const job = await machine.play({
    steps: [
      {
        kind: 'run',
        script: [
          'git init -q; mkdir left; touch left/over a.o; echo source >main.c; echo tool >tool; chmod 755 tool; ln -s tool link',
          'git add main.c tool link; git -c user.name=n -c user.email=e commit -qm first; echo left >.git/info/exclude',
        ].join('\n'),
      },
      use(machine, {workspace: 'copy', 'workspace-exclude': 'left\n*.o', collect: '/root/results'}),
      inGuest('work', 'ls -A; mkdir /root/results; echo half >/root/results/done\n'),
      {
        kind: 'run',
        id: 'back',
        script: [
          `guest copy "guest:$PWD/." '${machine.root}/back' && cd '${machine.root}/back'`,
          'stat -c "%n %a" main.c tool link; cat link',
          'git status --porcelain',
        ].join('\n'),
      },
      {kind: 'run', id: 'long', script: 'echo waiting; sleep 60'},
    ],
    events: [{at: {stage: 'run', step: 'long', whenLog: /waiting/}, do: 'cancel'}],
  })
  expect(job.status).toBe('cancelled')
  expect(job.stage('work', 'run').lines.map(({text}) => text)).toEqual(expect.arrayContaining(['.git', 'main.c']))
  expect(job.stage('back', 'run').log).toBe('main.c 644\ntool 755\nlink 777\ntool')
  const [there, back] = [join(machine.root, '_work', 'repo', 'repo'), join(machine.root, 'back')].map((tree) => statSync(join(tree, 'main.c')).mtimeMs) // prettier-ignore
  expect(Math.abs((there ?? 0) - (back ?? 1))).toBeLessThan(0.01)
  expect(job.stage('work', 'run').log).not.toMatch(/left|a\.o/)
  const done = job.stage('vm', 'post').log
  expect(done).toMatch(/Collected from the guest\n2 files and directories, 0\.0 MiB, in .*\/collected\/guest/)
  expect(job.stage('vm', 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})
