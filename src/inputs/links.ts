import type {Forward, NetworkSpec, TapSpec} from '../plan/devices.ts'
import {distinct, lines} from './lines.ts'
import {accept, flag, refuse, type Parser} from './parsers.ts'

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535

/** `80`, `8080:80`, `udp:5353:53`: the guest's port last, before it the host's; without that, or with 0, QEMU chooses. */
const forward: Parser<Forward> = (text) => {
  const [, protocol = 'tcp', host = '0', guest = ''] = /^(?:(tcp|udp):)?(?:(\d+):)?(\d+)$/.exec(text) ?? []
  if (!isPort(host) || !isPort(guest) || Number(guest) === 0) {
    return refuse(
      'a forward such as 80, 8080:80 or udp:5353:53: the port of the guest last, before it that of the host',
    )
  }
  return accept({protocol: protocol as Forward['protocol'], host: Number(host), guest: Number(guest)})
}

const named = ({protocol}: Forward, port: number): string => `${protocol === 'tcp' ? '' : 'udp:'}${port}`

/** Forwards from the host's loopback into the guest. No port of either side may occur twice. */
export const forwards: Parser<readonly Forward[]> = distinct(
  distinct(lines(forward), (one) => named(one, one.guest), 'free: a port of the guest can be forwarded once only'),
  (one) => (one.host === 0 ? '' : named(one, one.host)),
  'free: a port of the host can be forwarded once only',
)

/** IPv4 with a prefix length that leaves room for two hosts at least. */
function isAddress(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)
  const [prefix = 0, ...bytes] = (match ?? []).slice(1).map(Number).reverse()
  return match !== null && bytes.every((byte) => byte < 256) && prefix >= 8 && prefix <= 30
}

/** `lan` or `lan=10.9.0.1/24`. The name is part of ids of QEMU, and has to differ from those that the action gives. */
const network: Parser<NetworkSpec> = (text) => {
  const [, name, , address] = /^([a-z][a-z0-9-]{0,14})(=(.*))?$/.exec(text) ?? []
  if (name === undefined || name === 'tap') {
    return refuse('a network: a name of 1 to 15 lower-case letters, digits and hyphens other than tap')
  }
  if (address === undefined) return accept({name})
  return isAddress(address)
    ? accept({name, address})
    : refuse(`a network with an address and its prefix length, such as ${name}=10.9.0.1/24`)
}

/** Private networks of the job. */
export const networks: Parser<readonly NetworkSpec[]> = distinct(
  lines(network),
  ({name}) => name,
  'another network: a VM is in each of them once',
)

/** `true` or the name of a bridge. IFNAMSIZ without the final NUL: linux/if.h, dev_valid_name(). */
export const tap: Parser<TapSpec | undefined> = (text, surroundings) => {
  const parsed = flag(text, surroundings)
  if ('value' in parsed) return accept(parsed.value ? {} : undefined)
  return /^(?!\.\.?$)[^\s/:,]{1,15}$/.test(text)
    ? accept({bridge: text})
    : refuse('true, false or the name of a bridge of the host')
}
