import type {Clock} from '../host/host.ts'
import {millis, seconds, type Millis} from '../units.ts'
import {connectAgent} from './agent.ts'
import {awaitBanner} from './banner.ts'
import {untilItSucceeds, type Requirement} from './ready.ts'

/**
 * While the guest has no network QEMU's user network loses the SYN, and repeats it only after seconds: short attempts
 * find the server sooner. A guest that boots slowly may also greet slowly, so an attempt lasts as long as it may without
 * costing more than a tenth of the boot.
 */
const bannerLimit = (sofar: Millis): Millis => millis(Math.max(200, sofar / 10))
const bannerPause = millis(50)
const agentPause = millis(100)
const agentLimit = (): Millis => seconds(2)

/** An SSH server greets on this port of the host. */
export const sshGreeting = (port: number, clock: Clock): Requirement => ({
  name: 'the greeting of an SSH server',
  hint: 'Does the guest start sshd, and does it bring up its network by DHCP or as 10.0.2.15/24?',
  met: (signal) =>
    untilItSucceeds((one) => awaitBanner(port, one), {limit: bannerLimit, pause: bannerPause, clock, signal}),
})

/** The agent answers as soon as it is greeted; until then what it is sent waits in the guest's port. */
export const agentAnswer = (socket: string, clock: Clock): Requirement => ({
  name: 'an answer of the guest agent',
  hint: 'Is qemu-guest-agent installed and started, and is there a port org.qemu.guest_agent.0 in /dev/virtio-ports?',
  met: (signal) =>
    untilItSucceeds(
      async (one) => {
        await using session = await connectAgent(socket, one)
        await session.execute('guest-ping', {signal: one})
      },
      {limit: agentLimit, pause: agentPause, clock, signal},
    ),
})
