import {lookAround} from './look.ts'

const before = JSON.parse(process.env['STATE_before'] ?? '[]') as readonly string[]
const left = lookAround().filter((one) => !before.includes(one))
for (const one of left) console.log(`::error title=Left on the machine::${one.replaceAll(/[\r\n]/g, ' ')}`)
console.log(left.length === 0 ? 'Nothing was left on the machine.' : `${left.length} things were left on the machine.`)
if (left.length > 0) process.exitCode = 1
