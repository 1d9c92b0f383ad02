import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {createServer, type AddressInfo} from 'node:net'
import {expect, test} from 'vitest'
import {portTrouble} from '../../src/host/ports.ts'
import {InputError} from '../../src/errors.ts'
import {createLedger} from '../../src/ledger/file-ledger.ts'
import {noDevices} from '../../src/plan/devices.ts'
import {planPlaces, refuseTakenPorts} from '../../src/phases/devices.ts'
import {ledgerPath} from '../../src/plan/paths.ts'
import {someOwner, somePlan} from '../support/ledger-entries.ts'
import {scratch, someVm} from '../support/scratch.ts'

const own = new RegExp(`is used by [^ ]+.* \\(pid ${process.pid}\\)$`)

test('a port that is used by TCP is told with its owner, and is free for UDP and afterwards', async () => {
  const server = createServer().listen({host: '127.0.0.1', port: 0})
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  expect(await portTrouble({protocol: 'tcp', host: port})).toMatch(own)
  expect(await portTrouble({protocol: 'udp', host: port})).toBeUndefined()
  const refusal = refuseTakenPorts([
    {protocol: 'tcp', host: 0, guest: 81},
    {protocol: 'tcp', host: port, guest: 80},
  ])
  await expect(refusal).rejects.toThrow(InputError)
  await expect(refusal).rejects.toThrow(new RegExp(`^ports: "${port}:80" is not free: port ${port} of 127`, 'm'))
  server.close()
  await once(server, 'close')
  expect(await portTrouble({protocol: 'tcp', host: port})).toBeUndefined()
})

test('a port that is used by UDP, on every address, is told with its owner', async () => {
  const socket = createSocket('udp4')
  socket.bind(0)
  await once(socket, 'listening')
  const {port} = socket.address()
  expect(await portTrouble({protocol: 'udp', host: port})).toMatch(own)
  socket.close()
  await once(socket, 'close')
  expect(await portTrouble({protocol: 'udp', host: port})).toBeUndefined()
})

test('two VMs of a job have different addresses in a network; VMs of other jobs may have the same', () => {
  using place = scratch('n')
  const open = (job: string) => {
    const ledger = createLedger(ledgerPath(place.path(), someVm()))
    ledger.append({type: 'opened', vm: ledger.vm, owner: {...someOwner, job}, bootId: 'b'})
    const plan = (vm: string, address: string) => {
      const networks = planPlaces({...noDevices, networks: [{name: 'lan', address}]}, vm, ledger)
      const bare = somePlan(ledger.vm, place.path())
      ledger.append({type: 'planned', plan: {...bare, spec: {...bare.spec, name: vm}, networks}})
    }
    return {ledger, plan}
  }
  const [one, two, other] = [open('a'), open('a'), open('b')]
  one.plan('one', '10.9.0.1/24')
  expect(() => {
    two.plan('two', '10.9.0.1/16')
  }).toThrow(/networks: "10\.9\.0\.1\/16" is not free in lan: the VM one has it/)
  other.plan('two', '10.9.0.1/24')
  two.plan('two', '10.9.0.2/24')
  one.ledger.append({type: 'closed', verdict: 'clean'})
  open('a').plan('three', '10.9.0.1/24')
})
