/**
 * The host port of the forward to `guestPort`, read from the answer to the HMP command `info usernet`, or undefined.
 * QEMU chose it itself (`hostfwd=tcp:127.0.0.1:0-:22`), so no other process can take it first (V19). A line is
 *   `TCP[HOST_FORWARD]  14       127.0.0.1 43911       10.0.2.15    22     0     0`
 */
export function forwardedPort(infoUsernet: string, guestPort: number): number | undefined {
  for (const line of infoUsernet.split('\n')) {
    const match = /^\s*TCP\[HOST_FORWARD\]\s+\d+\s+\S+\s+(\d+)\s+\S+\s+(\d+)\s/.exec(line)
    if (match !== null && Number(match[2]) === guestPort) return Number(match[1])
  }
  return undefined
}
