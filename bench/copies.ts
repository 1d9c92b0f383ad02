import {mkdtempSync} from 'node:fs'
import {join} from 'node:path'
import {sshWords} from '../src/guest/ssh.ts'
import {quoteWord} from '../src/quote.ts'
import type {Children} from './children.ts'
import {bareEnvironment, type Product} from './product.ts'
import {inTurn, type Pair} from './statistics.ts'

export interface CopyOptions {
  readonly children: Children
  readonly root: string
  readonly mib: number
  /** Of each direction. */
  readonly pairs: number
  readonly against: 'tar' | 'scp'
}

/**
 * Copies a file of random bytes out of the guest and into it, in turn with bare programs that have the same connection.
 * The first of each is not counted.
 */
export async function copies(
  product: Product,
  {children, root, mib, pairs, against}: CopyOptions,
): Promise<{readonly out: readonly Pair[]; readonly in: readonly Pair[]}> {
  const place = mkdtempSync(join(root, 'copy-'))
  const {sshConfig} = product.plan().paths
  const ssh = sshWords(sshConfig, 'guest').map(quoteWord).join(' ')
  const scp = ['scp', '-q', '-F', sshConfig].map(quoteWord).join(' ')
  const words = {
    tar: {out: `${ssh} 'tar -cf - file' | tar -xf -`, in: `tar -cf - file | ${ssh} 'tar -xf -'`},
    scp: {out: `${scp} guest:file theirs`, in: `${scp} file guest:theirs`},
  }[against]
  const bare = (script: string): Promise<number> =>
    children.run(['sh', '-c', `cd ${quoteWord(place)} && ${script}`], {env: bareEnvironment(root)})
  const file = join(place, 'file')
  const done: {out: Pair[]; in: Pair[]} = {out: [], in: []}
  await product.exec('sh', '-c', `head -c ${mib * 1024 ** 2} /dev/urandom >file`)
  for (let index = 0; index <= pairs; index++) {
    const out = await inTurn(
      index,
      () => product.guest('copy', 'guest:file', file),
      () => bare(words.out),
    )
    const into = await inTurn(
      index,
      () => product.guest('copy', file, 'guest:ours'),
      () => bare(words.in),
    )
    if (index === 0) continue
    done.out.push(out)
    done.in.push(into)
  }
  return done
}
