import {seconds} from '../units.ts'
import {told, type CauseRow, type Clues} from './clues.ts'

const timedOut = ({failure}: Clues): boolean => failure?.code === 'boot-timeout'

/** An emulated guest that boots prints something more often than this. */
const rest = seconds(5)

/** The login prompt of a guest that was not ready for want of an SSH server. */
function promptWithoutSshd(clues: Clues): string | undefined {
  const lacksSshd = timedOut(clues) && /greeting of an SSH server/.test(clues.failure?.message ?? '')
  return lacksSshd ? clues.console.findLast((line) => /\blogin: ?$/.test(line)) : undefined
}

/** Why a guest may not have been ready in time, where nothing deeper is known. */
export const timeoutCauses = {
  'no-console': {
    what: 'the guest printed nothing to its console',
    title: 'No console output',
    remedy:
      'Let its kernel print to the serial port: console=ttyS0, on virt console=ttyAMA0. If it does, it never started: see kernel:, image: and machine:.',
    signs: [
      told(
        'not ready in time, and an empty console',
        (clues) => timedOut(clues) && clues.console.length === 0 && 'The console is empty.',
      ),
    ],
  },
  'no-sshd': {
    what: 'the guest is up and asks for a login, and no SSH server answers',
    title: 'No SSH server in the guest',
    remedy: 'Install and enable sshd in the image; see that it listens on port 22 and that no firewall closes it.',
    signs: [told('no greeting in time, and a login prompt on the console', promptWithoutSshd)],
  },
  'slow-boot': {
    what: 'the guest was still booting when its time was over',
    title: 'The boot takes longer than boot-timeout',
    remedy: 'Raise boot-timeout. Emulation (TCG) is about 8 times slower than KVM.',
    signs: [
      told('not ready in time, and the console went on', (clues) => {
        const {quietFor} = clues
        return timedOut(clues) && quietFor !== undefined && quietFor < rest && clues.console.at(-1)
      }),
    ],
  },
  'went-quiet': {
    what: 'the guest had printed its last line long before its time was over',
    title: 'The guest says no more, and is not ready',
    remedy:
      'If it is up: see that its sshd, or what else ready: asks for, is installed, enabled and behind no firewall. If it hangs: the last lines of its console tell where; a kernel says more without quiet.',
    signs: [
      told('not ready in time, and the console at rest', (clues) => {
        const isAtRest = timedOut(clues) && (clues.quietFor ?? 0) >= rest && promptWithoutSshd(clues) === undefined
        return isAtRest && clues.console.at(-1)
      }),
    ],
  },
} as const satisfies Readonly<Record<string, CauseRow>>
