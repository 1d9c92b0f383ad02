/** What the readers of the formats have in common. */

/** Reads `length` bytes of the image from an offset; fewer where it ends. */
export type ReadAt = (offset: number, length: number) => Buffer

/** An image as a format's reader sees it. */
export interface ImageFile {
  readonly head: Buffer
  readonly read: ReadAt
  /** In bytes. */
  readonly size: number
}

/** Why an image must not be opened, as a phrase: `is empty`; and what to do about it. */
export interface Refusal {
  readonly refused: string
  readonly hint: string | undefined
}
/** The size of the disk that the guest sees, in bytes; or why there is none. */
export type Verdict = {readonly virtualSize: number} | Refusal

/** An image that is refused. */
export const refused = (why: string, hint?: string): Refusal => ({refused: why, hint})

/** An image that would read another file. */
export const refersElsewhere = (what: string, format: string): Refusal =>
  refused(`refers to another file (${what})`, `Make it whole first: qemu-img convert -f ${format} -O qcow2 …`)

/** A number that is larger than JavaScript's whole numbers is as good as the largest of them. */
export const toNumber = (value: bigint): number =>
  value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
