import {beforeAll, describe, expect, test} from 'vitest'
import {readText} from '../../src/host/http.ts'
import {resolveNamedImage} from '../../src/images/named-image.ts'
import {digestOfFile} from '../../src/images/file-digest.ts'
import {buildDebianGuest, type DebianGuest} from '../guest/debian.ts'
import {nameOf, publish, sumsWords, variantsOf} from '../support/debian-images.ts'
import {outcomeOf} from '../support/fake-vm.ts'
import {
  exactSteps,
  expectExactSteps,
  expectInterruptedStep,
  fifteenStepsJob,
  guestVariables,
  interruptedSteps,
} from '../support/fifteen-steps.ts'
import {fileServer} from '../support/file-server.ts'
import {imageMachine} from '../support/image-jobs.ts'
import {realHost} from '../support/real-host.ts'
import type {JobStep} from '../support/runner/play-job.ts'
import {vmMachine} from '../support/vm-job.ts'

/**
 * Emulated, and beside other tests, cloud-init takes a minute and more, and a step seconds. On a machine whose processors others
 * took meanwhile, the guest was once ready after 7 minutes.
 */
const patience = 900_000

const users = {login: {name: 'debian', home: '/home/debian'}, other: {name: 'root', home: '/root'}}

let guest: DebianGuest
beforeAll(async () => {
  guest = await buildDebianGuest()
}, 900_000)

/** What the guest tells of itself after its first boot. */
const look: JobStep = {
  kind: 'run',
  id: 'look',
  shell: 'guest {0}',
  script: `
echo "I am $(whoami) on $(hostname), started by $(test -d /sys/firmware/efi && echo uefi || echo bios)"
sudo cloud-init status --wait --long
df --output=size -B1M / | tail -1 | sed 's/^ */root has MiB: /'
cat /var/tmp/from-user-data
echo "host key: $(sudo cut -d' ' -f2 /etc/ssh/ssh_host_ed25519_key.pub)"
echo "agent: $(systemctl is-active qemu-guest-agent)"
`,
}
/** What the host knew before it connected, and that it takes no other guest for this one. */
const identity: JobStep = {
  kind: 'run',
  id: 'identity',
  script: `
run='\${{ steps.vm.outputs.run-dir }}'
echo "host key: $(cut -d' ' -f3 "$run/known_hosts")"
cut -d' ' -f1 "$run/known_hosts" | paste -d' ' - "$run/id_ed25519.pub" >"$run/others"
ssh -F "$run/ssh_config" -o ControlPath=none -o UserKnownHostsFile="$run/others" guest true || echo "refused: $?"
`,
}

describe('a Debian of a catalogue', () => {
  test('is the file that its sums name, whatever form they have', async () => {
    await using server = await fileServer()
    const {catalogueUrl, sha256} = await publish(server, guest)
    const signal = AbortSignal.timeout(patience)
    const read = (url: string): Promise<string> => readText(url, {signal}, realHost())
    for (const {word, format, compression} of variantsOf(guest)) {
      for (const sums of sumsWords) {
        const image = await resolveNamedImage({name: nameOf(word, sums), arch: 'x86_64', catalogueUrl}, read)
        const hex = sha256.get(word) ?? ''
        expect(image).toMatchObject({digest: {algorithm: 'sha256', hex}, format, ...(compression && {compression})})
      }
    }
    using machine = imageMachine()
    const {url, digest} = await resolveNamedImage({name: nameOf('qcow2', 'hex'), arch: 'x86_64', catalogueUrl}, read)
    const image = await machine.obtain({url, ...(digest && {digest})}, {signal})
    expect(await digestOfFile(image.path)).toBe(sha256.get('qcow2'))
    machine.release(image.vm)
  })

  test.each([
    ['bios', 'xz', 'signed', [...exactSteps(users), ...interruptedSteps]],
    ['uefi', 'zst', 'json', []],
  ])(
    'boots by %s, from what was packed with %s, as its maker meant it',
    async (firmware, variant, sums, more) => {
      using machine = vmMachine()
      await using server = await fileServer()
      const {catalogueUrl} = await publish(server, guest)
      const inputs = {
        ...{image: nameOf(variant, sums), 'catalogue-url': catalogueUrl, firmware, 'disk-size': '3G'},
        ...{memory: '768M', accelerator: 'tcg', 'fail-on': 'forced-shutdown', env: guestVariables},
        'user-data': '#cloud-config\nwrite_files: [{path: /var/tmp/from-user-data, content: "told by the user\\n"}]\n',
      }
      const vm: JobStep = {kind: 'uses', id: 'vm', action: machine.action, with: inputs}
      const {github} = fifteenStepsJob
      const job = await machine.play({steps: [vm, look, identity, ...more], github, giveUpMs: patience})
      const [said, known] = [job.stage('look', 'run').log, job.stage('identity', 'run').log]
      expect(said).toContain(`I am debian on guest, started by ${firmware}`)
      expect(said).toContain('status: done')
      expect(Number(/root has MiB: (\d+)/.exec(said)?.[1])).toBeGreaterThan(2800)
      expect(said).toContain('told by the user')
      expect(said).toContain('agent: active')
      expect(said).not.toContain('unable to resolve')
      const [key = 'none'] = /host key: \S+/.exec(known) ?? []
      expect(said).toContain(key)
      expect(known).toMatch(/Host key verification failed\.\s+refused: 255/)
      if (more.length > 0) {
        expectExactSteps(job, users)
        expectInterruptedStep(job)
      }
      const [main, post] = [job.stage('vm', 'main'), job.stage('vm', 'post')]
      expect(main.outputs).toMatchObject({'image-cache-hit': 'none', 'ssh-user': 'debian'})
      expect(main.log + post.log).not.toMatch(/##\[(warning|error)\]/)
      expect(outcomeOf(job)).toBe('graceful')
      await machine.expectUnchanged()
    },
    patience + 20_000,
  )
})
