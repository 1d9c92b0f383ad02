import {lstatSync, readdirSync, readFileSync, readlinkSync, type Stats} from 'node:fs'

/** The machine changes while it is looked at: what is gone or closed to us reads as undefined or as nothing. */
const orElse = <T>(otherwise: T, body: () => T): T => {
  try {
    return body()
  } catch {
    return otherwise
  }
}

export const textOf = (path: string): string => orElse('', () => readFileSync(path, 'utf8'))
export const linesOf = (path: string): string[] =>
  textOf(path)
    .split('\n')
    .filter((line) => line !== '')
export const namesIn = (path: string): string[] => orElse([], () => readdirSync(path))
export const linkOf = (path: string): string => orElse('', () => readlinkSync(path))
export const statOf = (path: string): Stats | undefined => orElse(undefined, () => lstatSync(path))
