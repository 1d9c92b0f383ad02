/** What the bytes of a file must hash to. */
export interface Digest {
  readonly algorithm: 'sha256' | 'sha512'
  /** Lower case. */
  readonly hex: string
}

/** `sha256:…` or `sha512:…` with all its hex digits, upper or lower case. Undefined for anything else. */
export function parseDigest(text: string): Digest | undefined {
  const [, algorithm, hex = ''] = /^(sha256|sha512):([0-9a-f]+)$/i.exec(text.trim()) ?? []
  const digest = digestOfHex(hex)
  return digest?.algorithm === algorithm?.toLowerCase() ? digest : undefined
}

/** Hex digits alone; their number tells the algorithm. Undefined unless they are 64 or 128. */
export function digestOfHex(text: string): Digest | undefined {
  if (!/^(?:[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text)) return undefined
  return {algorithm: text.length === 64 ? 'sha256' : 'sha512', hex: text.toLowerCase()}
}

/** As parseDigest() reads it. */
export const formatDigest = ({algorithm, hex}: Digest): string => `${algorithm}:${hex}`
