/** What a forged entry of an archive says; whatever is left out is as in one without fault. */
export interface Forged {
  readonly name: string
  readonly type?: string
  readonly target?: string
  readonly mode?: number
  readonly content?: string
  /** Said in place of the content's length. */
  readonly size?: string
  /** Bytes of the header to be overwritten, before its sum is made. */
  readonly patches?: readonly (readonly [at: number, text: string])[]
  readonly sum?: string
}

/** An archive with these entries, as a hostile guest could send it. */
export const forgedTar = (entries: readonly Forged[], end = Buffer.alloc(1024)): Buffer =>
  Buffer.concat([...entries.flatMap(blocksOf), end])

function blocksOf({
  name,
  type = '0',
  target = '',
  mode = 0o644,
  content = '',
  size,
  patches = [],
  sum,
}: Forged): Buffer[] {
  const header = Buffer.alloc(512)
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0')
  const fields: readonly (readonly [number, string])[] = [
    ...[[0, name] as const, [100, octal(mode, 8)] as const, [108, octal(0, 8)] as const, [116, octal(0, 8)] as const],
    ...[[124, size ?? octal(content.length, 12)] as const, [136, octal(1_000_000_000, 12)] as const],
    ...[[156, type] as const, [157, target] as const, [257, 'ustar  '] as const, ...patches],
  ]
  for (const [at, text] of fields) header.write(text, at, 'latin1')
  header.write(' '.repeat(8), 148)
  const real = header.reduce((total, byte) => total + byte, 0)
  header.write(sum ?? `${octal(real, 7)}\0 `, 148, 'latin1')
  return [header, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'), 'latin1')]
}
