import type {Arch} from '../arch.ts'
import type {GuestFacts} from './guest-facts.ts'

/** One image of the catalogue. Plain JSON: a `catalogue-url` holds the same. */
export interface ImageEntry {
  /** What a user writes as `image`, such as `debian-13`. */
  readonly name: string
  /** Other names for the same, such as `debian`. */
  readonly aliases?: readonly string[]
  /** For people: `Debian 13 (trixie)`. */
  readonly title: string
  /** The architectures there are, with the publisher's word for each: it stands for `{arch}` in URLs. */
  readonly arch: Readonly<Partial<Record<Arch, string>>>
  /** Tried in this order; the first that can be resolved is taken. */
  readonly sources: readonly ImageSource[]
  readonly guest: GuestFacts
}

/** A place where an image is published. */
export interface ImageSource {
  readonly kind: SourceKind
  /**
   * URL of the image; `{arch}` is the publisher's word for the architecture. In a `listed` one each `*` is a number with
   * dots, such as 20260712 or 3.23.4, and the newest that the directory lists is taken.
   */
  readonly url: string
  /** Only for these; undefined: for all of the entry. */
  readonly arches?: readonly Arch[]
  /**
   * Of a `listed` one: the text that names the files, where that is not the listing of their directory. Relative to the
   * directory, or a URL.
   */
  readonly index?: string
  readonly sums?: Sums
  /** `sha256:…` or `sha512:…` of the file as it is downloaded, instead of `sums`. Of a `fixed` one only. */
  readonly digest?: string
  /** Of the disk, once unpacked; `qcow2` unless given. */
  readonly format?: ImageFormat
}

/**
 * `listed`: files with a date or version in their name, found in a directory; each stays as it is.
 * `fixed`: one such file. `moving`: a name whose content the publisher replaces.
 */
export type SourceKind = 'listed' | 'fixed' | 'moving'
export type ImageFormat = 'qcow2' | 'raw'
export type Compression = 'xz' | 'gz' | 'zst' | 'bz2'

/** Where the publisher says what the file hashes to. */
export interface Sums {
  /** Name in the image's directory; `{file}` is that of the image, `{arch}` as in the URL, `*` what the first `*` of the image's name has become. */
  readonly name: string
  readonly format: SumsFormat
}

/** For people; which it is, is seen by the text itself. */
export type SumsFormat = 'gnu' | 'bsd' | 'clearsigned' | 'hex' | 'json'
