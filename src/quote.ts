/** One word for a POSIX shell, whatever is in it. */
export const quoteWord = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`
