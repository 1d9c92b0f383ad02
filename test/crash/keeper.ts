/** The keeper from its source: `node keeper.ts LEDGER`, as dist/keeper.js is started. */
import {keeper} from '../../src/entry/keeper.ts'

await keeper()
