import {truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {buildMicroGuest, type MicroGuest} from '../guest/build.ts'
import {fakeMachine} from '../support/fake-machine.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {microInputs, vmMachine} from '../support/vm-job.ts'

let guest: MicroGuest
beforeAll(async () => {
  guest = await buildMicroGuest()
})

const content = 'the content of my image'
const lookAtDisks = `head -c ${content.length} /dev/vda; echo; head -c ${content.length} /dev/sda; echo
echo written >/dev/vda; sync; ! echo x 2>/dev/null >/dev/sda
cat /sys/class/nvme/nvme0/serial
for one in /sys/block/nvme*; do echo "$(cat $one/size) $(cat $one/queue/zoned)"; done
`
const serve = `echo 'over http' >index.html; httpd -p 80 -h /root
`
const askFromHost = `port=\${{ fromJSON(steps.one.outputs.ports)['80'] }}
node -e "fetch('http://127.0.0.1:$port').then((answer) => answer.text()).then((text) => console.log(text.trim()))"
`
/** Nobody in the guest listens there, and its kernel counts what arrives all the same: NoPorts of udp(7), /proc/net/snmp. */
const sendDatagrams = `arrived() { one exec -- awk '/^Udp: [0-9]/ {print $3}' /proc/net/snmp; }
before=$(arrived); port=\${{ fromJSON(steps.one.outputs.ports)['udp:5353'] }}
for try in 1 2 3 4 5; do
  node -e "const s = require('node:dgram').createSocket('udp4'); s.send('x', $port, '127.0.0.1', () => s.close())"
  [ "$(arrived)" = "$before" ] || { echo arrived; break; }
done
`

/** The loop is that of docs/devices.md. */
const joinNetworks = `while read -r name mac address; do
  for device in /sys/class/net/*; do
    [ "$(cat "$device/address")" = "$mac" ] || continue
    ip address add "$address" dev "\${device##*/}"
    ip link set "\${device##*/}" up
  done
done </sys/firmware/qemu_fw_cfg/by_name/opt/qemu-vm/networks/raw
head -c 1000000 /dev/urandom >data; httpd -p 8000 -h /root
`
const names = ['one', 'two', 'three'] as const
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({from, to, id: `${from}-${to}`})))

/** A ping, and a megabyte by TCP. */
const talk = ({from, to}: {from: string; to: string}): string => `
address=\${{ fromJSON(steps.${to}.outputs.networks).lan.address }}; address=\${address%/*}
${from} exec -- ping -c 1 -w 20 "$address" | grep -o ' 0% packet loss'
there=$(${to} exec -- md5sum /root/data)
here=$(${from} exec -- sh -c "wget -q -O - http://$address:8000/data | md5sum")
[ "\${here%% *}" = "\${there%% *}" ] && echo the same
`

test('three VMs with disks and ports meet on a private link, each pair of them; each post stops its own', async () => {
  using machine = vmMachine()
  const image = join(machine.root, 'my image.raw')
  writeFileSync(image, content)
  truncateSync(image, 1024 * 1024)
  const disks = [
    `'file=${image}'`,
    `'file=${image}' read-only bus=scsi serial=scsi-1`,
    'size=64M bus=nvme controller=a serial=deadbeef nsid=1 logical_block_size=4096 physical_block_size=4096',
    'size=64M bus=nvme controller=a nsid=2 zoned zoned.zone_size=16M',
  ].join('\n')
  const more: Readonly<Record<string, Record<string, string>>> = {
    one: {disks, ports: '80\nudp:5353'},
  }
  const use = (name: string): JobStep => ({
    kind: 'uses',
    id: name,
    action: machine.action,
    with: {...microInputs(guest), memory: '192M', cpus: '1', networks: 'lan', ...more[name], name},
  })
  const inGuest = (name: string, id: string, script: string): JobStep => ({
    kind: 'run',
    id,
    shell: `${name} {0}`,
    script,
  })
  const job = await machine.play({
    steps: [
      ...names.map(use),
      inGuest('one', 'disks', lookAtDisks),
      inGuest('one', 'serve', serve),
      {kind: 'run', id: 'ports', script: askFromHost},
      {kind: 'run', id: 'udp', script: sendDatagrams},
      ...names.map((name) => inGuest(name, `join-${name}`, joinNetworks)),
      ...pairs.map((pair): JobStep => ({kind: 'run', id: pair.id, script: talk(pair)})),
    ],
  })
  expect(job.status, job.log).toBe('success')
  const linesOf = (id: string): readonly string[] => job.stage(id, 'run').lines.map(({text}) => text.trim())
  expect(linesOf('disks').slice(1)).toEqual(
    expect.arrayContaining([content, content, 'deadbeef', '131072 none', '131072 host-managed']),
  )
  expect(linesOf('ports')).toEqual(['over http'])
  expect(linesOf('udp')).toEqual(['arrived'])
  for (const {id} of pairs) expect(linesOf(id)).toEqual(['0% packet loss', 'the same'])
  expect(job.order.slice(-3)).toEqual(['three post', 'two post', 'one post'])
  for (const name of names) expect(job.stage(name, 'post').summary).toContain('Outcome `graceful`')
  await machine.expectUnchanged()
})

test('what the installed QEMU lacks is one error, and nothing was started', async () => {
  using machine = fakeMachine()
  const job = await machine.play({steps: [machine.use({disks: 'size=64M bus=nvme fdp'})]})
  expect(job.annotations('error').map(({message}) => message)).toEqual([
    expect.stringMatching(/disks: fdp needs QEMU 8\.0 or newer\./),
  ])
  expect(job.stage('vm', 'main').summary).toContain('`never-started`')
  await machine.expectUnchanged()
})
