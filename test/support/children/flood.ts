/** Appends to a file as QEMU does to a console's, as fast as it can: 1 GiB of what a hostile guest may print. */
import {execFileSync} from 'node:child_process'
import {openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {rootfs} from '../../guest/initramfs.ts'

const mib = 1024 * 1024
const hostile = execFileSync('sh', [join(rootfs, 'bin/hostile')])
const withLines = Buffer.alloc(mib, Buffer.concat([hostile, Buffer.from('\n')]))
// Not UTF-8, and never an end of line
const noise = Buffer.alloc(mib, Buffer.from('noise \xff\xfe ##[error]forged \x1b[2J ```mermaid <script> ', 'latin1'))

const file = openSync(process.argv[2] ?? '', 'a')
for (let count = 0; count < 1024; count++) writeSync(file, count % 4 === 0 ? withLines : noise)
