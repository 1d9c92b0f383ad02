/** Node's own, loaded when it is used: it takes 2 MB, which a keeper at rest does without. */
const crypto = () => process.getBuiltinModule('node:crypto')

/** The SHA-256 of a text or of bytes, in hex. */
export const digestOf = (content: string | Uint8Array): string =>
  crypto().createHash('sha256').update(content).digest('hex')

/** So many bytes that nobody can guess, in hex. */
export const randomHex = (bytes: number): string => crypto().randomBytes(bytes).toString('hex')
