/** `run-and-die TAG LIMIT`: starts a command that would run for a minute, and is killed while it runs. */
import {millis} from '../../../src/units.ts'
import {realHost} from '../real-host.ts'

const [tag = '', limit = '0'] = process.argv.slice(2)
const {commands, processes} = realHost()
void commands.run(['sleep', '60'], {limit: millis(Number(limit)), tag})
setInterval(() => {
  if (processes.find(tag).length > 1) process.kill(process.pid, 'SIGKILL')
}, 5)
