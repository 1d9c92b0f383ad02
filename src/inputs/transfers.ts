import {resolve} from 'node:path'
import type {Transfer} from '../plan/transfers.ts'
import {lines} from './lines.ts'
import {accept, refuse, type Parser} from './parsers.ts'

/** `SRC -> DST`: a path of the host, relative to the workspace, and one of the guest, relative to the user's home. */
const transfer: Parser<Transfer> = (text, {workspace, look}) => {
  const [from, to, ...more] = text.split(/\s+->\s+/)
  if (from === undefined || to === undefined || more.length > 0 || from === '' || to === '' || text.includes('\0')) {
    return refuse('a copy such as build/app -> /usr/local/bin/app')
  }
  const path = resolve(workspace, from)
  const found = look(path)
  if (found === 'absent' || found === 'unreadable') {
    const why = found === 'absent' ? 'does not exist' : 'cannot be read by this user'
    return refuse(`a copy of something that is there (${path} ${why})`)
  }
  // What is in a directory, and not the directory itself: what resolve() takes away
  return accept({from: /(?:^|\/)\.?$/.test(from) ? `${path}/.` : path, to})
}

/** Copies into the guest, in order. */
export const transfers: Parser<readonly Transfer[]> = lines(transfer)

/** Paths of the guest that are collected. They say where things go on the host, too: no `..`. */
export const guestPaths: Parser<readonly string[]> = lines((text) => {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.')
  const isUsable = text.startsWith('/') && parts.length > 0 && !parts.includes('..') && !text.includes('\0')
  return isUsable ? accept(`/${parts.join('/')}`) : refuse('an absolute path of the guest without .., such as /var/log')
})

/** Patterns of tar's --exclude. */
export const patterns: Parser<readonly string[]> = lines((text) =>
  text.includes('\0') ? refuse('a pattern such as node_modules or *.o') : accept(text),
)
