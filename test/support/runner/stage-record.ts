/** What one stage writes down: its log, annotations and failure, after W/ExecutionContext.cs of actions/runner. */
import type {Annotation, Emit, Level, WorkerEvent} from './event-log.ts'
import type {StageName} from './job.ts'
import type {Masks} from './masks.ts'

/** Annotations of one level in one step (W/ExecutionContext.cs:144, 838-842). */
const PER_LEVEL = 10
/** Characters (UTF-16 units) of an annotation's message (:146, 801-805). */
const MESSAGE_LENGTH = 4096
/** Annotations of a job (T docs/problem-matchers.md:7-11). */
const PER_JOB = 50

/** What the stages of one job have in common. */
export interface JobLog {
  readonly emit: Emit
  readonly masks: Masks
  readonly debug: boolean
  annotationCount: number
}

type Line = Extract<WorkerEvent, {type: 'line'}>

export class StageRecord {
  readonly number: number
  readonly step: string
  readonly name: StageName
  readonly outputs: Record<string, string> = {}
  /** `CommandResult = Failed`: a command or a file command could not be processed. */
  commandFailed = false
  exitCode: number | null = null
  signal: string | null = null
  readonly #job: JobLog
  readonly #counts: Record<Level, number> = {error: 0, warning: 0, notice: 0}

  constructor(number: number, step: string, name: StageName, job: JobLog) {
    this.number = number
    this.step = step
    this.name = name
    this.#job = job
    job.emit({type: 'stage-started', at: Date.now(), stage: number, step, name})
  }

  emit(event: WorkerEvent): void {
    this.#job.emit(event)
  }

  /** Writes a line to the log, masked. */
  log(stream: Line['stream'], text: string): void {
    this.emit({type: 'line', at: Date.now(), stage: this.number, stream, text: this.#job.masks.hide(text)})
  }

  /** `##[debug]…`, only with step debug on (W/ExecutionContext.cs:1523-1536). */
  debug(text: string): void {
    if (this.#job.debug) this.log('runner', `##[debug]${text}`)
  }

  error(message: string): void {
    this.annotate({level: 'error', message})
  }

  warning(message: string): void {
    this.annotate({level: 'warning', message})
  }

  /** Masks, cuts, counts and logs; beyond a cap only the log line remains (W/ExecutionContext.cs:795-861). */
  annotate(annotation: Annotation): void {
    const message = this.#job.masks.hide(annotation.message).slice(0, MESSAGE_LENGTH)
    const kept = this.#counts[annotation.level] < PER_LEVEL && this.#job.annotationCount < PER_JOB
    if (kept) {
      this.#counts[annotation.level] += 1
      this.#job.annotationCount += 1
    }
    this.emit({type: 'annotation', stage: this.number, kept, annotation: {...annotation, message}})
    if (message !== '') this.log('runner', `##[${annotation.level}]${message}`)
  }

  /** Masks line by line, as the upload does (W/FileCommandManager.cs:262-271). */
  summary(text: string): void {
    const masked = text.split('\n').map((line) => this.#job.masks.hide(line)).join('\n') // prettier-ignore
    this.emit({type: 'summary', stage: this.number, text: masked})
  }
}
