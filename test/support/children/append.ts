/** `append LEDGER COUNT NAME`: appends so many entries that carry the name. */
import {openLedger} from '../../../src/ledger/file-ledger.ts'

const [path = '', count = '0', name = ''] = process.argv.slice(2)
const ledger = openLedger(path)
for (let index = 0; index < Number(count); index += 1) ledger.append({type: 'failed', message: `${name} ${index}`})
