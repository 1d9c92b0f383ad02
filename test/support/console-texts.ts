import {readFileSync} from 'node:fs'
import {join} from 'node:path'

const directory = join(import.meta.dirname, '../fixtures/consoles')

/** What a guest printed, of test/fixtures/consoles/; its line ends are those of a serial console. */
export const consoleText = (name: string): string =>
  readFileSync(join(directory, `${name}.txt`), 'utf8').replaceAll(/\r*\n/g, '\r\n')
