import {resolve} from 'node:path'
import type {Share} from '../plan/shares.ts'
import type {Transfer} from '../plan/transfers.ts'
import {distinct, lines} from './lines.ts'
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

/** `DIR -> DST` or `DIR -> DST read-only`: a directory of the host, relative to the workspace, and an absolute path of the guest. */
const share: Parser<Share> = (text, {workspace, look}) => {
  const [from = '', to = '', ...more] = text.split(/\s+->\s+/)
  const [, target = to, readOnly] = /^(.*\S)\s+(read-only)$/.exec(to) ?? []
  const place = plainPath(target)
  if (from === '' || place === undefined || more.length > 0 || text.includes('\0')) {
    return refuse('a share such as src -> /srv/src, or src -> /srv/src read-only')
  }
  const path = resolve(workspace, from)
  if (look(path) !== 'directory') return refuse(`a share of a directory that is there (${path} is none)`)
  return accept({from: path, to: place, access: readOnly === undefined ? 'writable' : 'read-only'})
}

/** Directories of the host for the guest to mount. */
export const shares: Parser<readonly Share[]> = distinct(
  lines(share),
  ({to}) => to,
  'free: a directory of the guest can be one share only',
)

/** Absolute, without `..` and whatever means nothing; undefined where it is not, or is the root itself. */
function plainPath(text: string): string | undefined {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.')
  return text.startsWith('/') && parts.length > 0 && !parts.includes('..') && !text.includes('\0')
    ? `/${parts.join('/')}`
    : undefined
}

/** Paths of the guest that are collected. They say where things go on the host, too: no `..`. */
export const guestPaths: Parser<readonly string[]> = lines((text) => {
  const path = plainPath(text)
  return path === undefined ? refuse('an absolute path of the guest without .., such as /var/log') : accept(path)
})

/** Patterns of tar's --exclude. */
export const patterns: Parser<readonly string[]> = lines((text) =>
  text.includes('\0') ? refuse('a pattern such as node_modules or *.o') : accept(text),
)
