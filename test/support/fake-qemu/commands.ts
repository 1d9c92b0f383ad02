import type {FakeForwards} from './forwards.ts'
import type {FakeMachine} from './machine.ts'

export type Words = Readonly<Record<string, unknown>>
/** What a command gives back: the value of `return`, or QEMU's error class and text. */
export type Result = {readonly value: unknown} | {readonly errorClass: string; readonly text: string}

/** The effect and the result of one QMP command, as QEMU 7.2 has them as far as this project uses them. */
export function runCommand(command: string, words: Words, machine: FakeMachine, forwards: FakeForwards): Result {
  switch (command) {
    case 'query-status': {
      const {status} = machine
      return {value: {status, singlestep: false, running: status === 'running'}}
    }
    case 'query-name':
      return {value: machine.words.name === undefined ? {} : {name: machine.words.name}}
    case 'query-uuid':
      return {value: {UUID: machine.words.uuid}}
    case 'system_powerdown':
      machine.press()
      return {value: {}}
    case 'system_reset':
      machine.emit('RESET', {guest: false, reason: 'host-qmp-system-reset'})
      return {value: {}}
    case 'system_wakeup':
      return {errorClass: 'GenericError', text: 'Unable to wake up: guest is not in suspended state'}
    case 'set-action':
      machine.setRebootAction(words['reboot'])
      return {value: {}}
    case 'stop':
      machine.stop()
      return {value: {}}
    case 'cont': {
      const text = machine.cont()
      return text === undefined ? {value: {}} : {errorClass: 'GenericError', text}
    }
    case 'quit':
      machine.shutdown(false, 'host-qmp-quit')
      return {value: {}}
    case 'human-monitor-command': {
      const line = typeof words['command-line'] === 'string' ? words['command-line'] : ''
      return {value: line === 'info usernet' ? forwards.table() : `unknown command: '${line}'\r\n`}
    }
    default:
      return {errorClass: 'CommandNotFound', text: `The command ${command} has not been found`}
  }
}
