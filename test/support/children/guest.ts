/** The `guest` command as its launcher starts it, from the source. */
import {run} from '../../../src/index.ts'

await run('guest')
