/** `stop LEDGER [PATIENCE]`: stops the VM as post does, and prints the report. */
import {openLedger} from '../../../src/ledger/file-ledger.ts'
import {stop} from '../../../src/phases/stop.ts'
import {realHost} from '../real-host.ts'

const report = await stop(openLedger(process.argv[2] ?? ''), realHost(), 'post')
process.stdout.write(JSON.stringify(report))
