/** `state-directory PATH`: prepares it and prints the path, or the error. */
import {messageOf} from '../../../src/errors.ts'
import {prepareStateDirectory} from '../../../src/ledger/file-ledger.ts'

try {
  process.stdout.write(prepareStateDirectory(process.argv[2] ?? ''))
} catch (error) {
  process.stdout.write(`error: ${messageOf(error)}`)
}
