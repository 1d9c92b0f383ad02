/**
 * The units of the program, as branded types: a duration cannot be passed where a size is wanted.
 * Everything here is pure.
 */

declare const unit: unique symbol
type Branded<T, B extends string> = T & {readonly [unit]: B}

/** Eight lower-case hex digits, chosen before the VM exists; every name the VM owns is derived from it. */
export type VmId = Branded<string, 'VmId'>
/** The name of one resource within one VM, such as `run-directory` or `qemu`. */
export type ResourceId = Branded<string, 'ResourceId'>
export type Millis = Branded<number, 'Millis'>
export type MiB = Branded<number, 'MiB'>

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json}
export type JsonObject = {readonly [key: string]: Json}

/** A number of milliseconds, as such. */
export const millis = (value: number): Millis => value as Millis
/** A number of seconds, in milliseconds. */
export const seconds = (value: number): Millis => (value * 1000) as Millis
/** A number of MiB, as such. */
export const mebibytes = (value: number): MiB => value as MiB
/** The name of a resource, as such. */
export const resourceId = (value: string): ResourceId => value as ResourceId

const tagPrefix = 'qemu-vm-'

/** `qemu-vm-<id>`: carried by the VM's directories, by QEMU's argv and by every process of the VM. */
export const tagOf = (id: VmId): string => tagPrefix + id

/** The id within a tag, or undefined when the text is no tag. A tag found on disk is hostile until it passed here. */
export function idOfTag(tag: string): VmId | undefined {
  return tag.startsWith(tagPrefix) ? parseVmId(tag.slice(tagPrefix.length)) : undefined
}

/** The id, or undefined when the text is not exactly eight lower-case hex digits. */
export const parseVmId = (text: string): VmId | undefined => (/^[0-9a-f]{8}$/.test(text) ? (text as VmId) : undefined)

const sizeUnits: Readonly<Record<string, number>> = {M: 1, MB: 1, MIB: 1, G: 1024, GB: 1024, GIB: 1024, T: 1024 ** 2}

/** `512M`, `4G`, `1.5G` → MiB. Undefined when the text is no size or no whole number of MiB. */
export function parseSize(text: string): MiB | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim())
  const factor = sizeUnits[match?.[2]?.toUpperCase() ?? '']
  if (match === null || factor === undefined) return undefined
  const value = Number(match[1]) * factor
  return Number.isSafeInteger(value) && value > 0 ? mebibytes(value) : undefined
}

const durationUnits: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000}

/** `90s`, `5m`, `1h`, `1m30s`, `500ms` → milliseconds. Undefined when the text is no duration. */
export function parseDuration(text: string): Millis | undefined {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/gy)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) return undefined
  const sum = parts.reduce((total, [, amount, name]) => total + Number(amount) * (durationUnits[name ?? ''] ?? NaN), 0)
  // Decimal fractions are not exact in binary: 1.001 s is a hair less than 1001 ms
  const whole = Math.round(sum)
  return Number.isSafeInteger(whole) && Math.abs(sum - whole) < 1e-6 ? millis(whole) : undefined
}

/** For people: `340 ms`, `2.4 s`, `1 min 30 s`. */
export function formatDuration(duration: Millis): string {
  // The limits are those of what rounds up to the next unit
  if (duration < 999.5) return `${Math.round(duration)} ms`
  if (duration < 59_950) return `${(duration / 1000).toFixed(1)} s`
  const whole = Math.round(duration / 1000)
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** For people: `512 MiB`, `4 GiB`. */
export const formatSize = (size: MiB): string => (size > 0 && size % 1024 === 0 ? `${size / 1024} GiB` : `${size} MiB`)
