/** Node's own, loaded when it is used: it takes 2 MB, which a keeper at rest does without. */
const crypto = () => process.getBuiltinModule('node:crypto')

/** The SHA-256 of a text, in hex. */
export const digestOf = (text: string): string => crypto().createHash('sha256').update(text).digest('hex')

/** So many bytes that nobody can guess, in hex. */
export const randomHex = (bytes: number): string => crypto().randomBytes(bytes).toString('hex')
