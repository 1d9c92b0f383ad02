import type {Forward} from '../plan/devices.ts'

/**
 * The forwards of the user network with their host ports, read from the answer to the HMP command `info usernet`. QEMU
 * chose a port itself where `hostfwd=` says 0, so no other process can take it first (V19). A line is
 *   `TCP[HOST_FORWARD]  14       127.0.0.1 43911       10.0.2.15    22     0     0`
 */
export const forwardsIn = (infoUsernet: string): readonly Forward[] =>
  infoUsernet.split('\n').flatMap((line) => {
    const match = /^\s*(TCP|UDP)\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)\s/.exec(line)
    if (match === null) return []
    return [{protocol: match[1] === 'TCP' ? 'tcp' : 'udp', host: Number(match[2]), guest: Number(match[3])}]
  })
