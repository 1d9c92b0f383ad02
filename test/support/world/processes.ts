import {linkOf, namesIn, textOf} from './read.ts'
import {anyTag, isBelow, mentions, type Scope, type Thing} from './thing.ts'

export interface SeenProcess {
  readonly pid: number
  readonly thing: Thing
}

/** Programs that this project starts, by the beginning of /proc/PID/comm. */
const ownPrograms = /^(qemu-system|ssh|swtpm|virtiofsd)/

/** The living processes of the scope. One whose every thread is a zombie or dead is gone (law L8). */
export function lookAtProcesses(scope: Scope): readonly SeenProcess[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const stat = parseStat(textOf(`/proc/${name}/stat`))
      const tasks = namesIn(`/proc/${name}/task`)
      const states = tasks.map((task) => parseStat(textOf(`/proc/${name}/task/${task}/stat`))?.state ?? 'X')
      if (stat === undefined || states.every((state) => 'ZXx'.includes(state))) return []
      const words = anyThread(name, tasks, 'cmdline')
      const said = `${words}\0${anyThread(name, tasks, 'environ')}`
      const cwd = linkOf(`/proc/${name}/cwd`)
      const strange =
        scope.whole === true && (ownPrograms.test(stat.comm) || anyTag.test(said) || said.includes('\0QEMU_VM_TAG='))
      if (!strange && !mentions(said, scope) && !isBelow(cwd, scope)) return []
      const command = words.replaceAll('\0', ' ').trim() || `[${stat.comm}]`
      const detail = `process ${name} (${stat.comm}, state ${states.join('')}): ${command.slice(0, 400)}`
      return [{pid: Number(name), thing: {key: `process ${name} ${stat.start}`, detail, ...mayGo(scope)}}]
    })
}

/** A leader that is a zombie has no memory any more; a thread that hangs in the kernel still shows it (V11). */
function anyThread(pid: string, tasks: readonly string[], file: string): string {
  return textOf(`/proc/${pid}/${file}`) || tasks.map((task) => textOf(`/proc/${pid}/task/${task}/${file}`)).join('')
}

/** /proc/PID/stat, proc(5): the name may hold spaces and parentheses, hence the last closing one. */
function parseStat(text: string): {readonly comm: string; readonly state: string; readonly start: string} | undefined {
  const match = /^\d+ \((.*)\) (\S) (.*)$/s.exec(text)
  const [, comm = '', state = '', rest = ''] = match ?? []
  return match === null ? undefined : {comm, state, start: rest.split(' ')[18] ?? ''}
}

/** On a whole machine others come and go; that one of theirs has ended is not our doing. */
const mayGo = ({whole}: Scope): {readonly mayGo?: true} => (whole === true ? {mayGo: true} : {})

/** The inodes of the sockets that a process holds open, by any of its threads. */
export function socketInodesOf(pid: number): readonly string[] {
  const holders = [`/proc/${pid}`, ...namesIn(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}`)]
  const inodes = holders.flatMap((holder) => namesIn(`${holder}/fd`).map((fd) => linkOf(`${holder}/fd/${fd}`)))
  return [...new Set(inodes)].flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
}
