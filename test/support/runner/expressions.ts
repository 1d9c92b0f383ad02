/** The small part of GitHub's expression language that actions and workflows of this project use. Pure. */
import type {JobStatus} from './event-log.ts'

export type Value = string | number | boolean | null | {readonly [key: string]: Value}

export interface ExpressionContext {
  /** `job.status`: what the status functions look at (W/Expressions/SuccessFunction.cs, FailureFunction.cs). */
  readonly status: JobStatus
  /** Named contexts: github, env, runner, steps, job, secrets … A name that is not there makes the expression fail. */
  readonly values: Readonly<Record<string, Value>>
}

type Token = {readonly kind: 'literal'; readonly value: Value} | {readonly kind: 'name' | 'sign'; readonly text: string}

const TOKEN =
  /\s*(?:(?<quoted>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w-]*)|(?<sign>&&|\|\||==|!=|[!().,[\]]))/y

function tokens(source: string): Token[] {
  const result: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(source)?.groups
    if (!groups) throw new Error(`Unexpected symbol in expression '${source}' at ${at}`)
    const {quoted, number, name, sign} = groups
    if (quoted !== undefined) result.push({kind: 'literal', value: quoted.slice(1, -1).replaceAll("''", "'")})
    else if (number !== undefined) result.push({kind: 'literal', value: Number(number)})
    else if (name === 'true' || name === 'false') result.push({kind: 'literal', value: name === 'true'})
    else if (name === 'null') result.push({kind: 'literal', value: null})
    else result.push(name === undefined ? {kind: 'sign', text: sign ?? ''} : {kind: 'name', text: name})
  }
  return result
}

/** Truthiness of GitHub's expressions: false, 0, '' and null are false. */
export function isTruthy(value: Value): boolean {
  return value !== false && value !== 0 && value !== '' && value !== null
}

/** How a value appears in text: null is empty, an object is just its kind (Sdk/DTExpressions2/…/EvaluationResult.cs). */
export function textOf(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'object') return Array.isArray(value) ? 'Array' : 'Object'
  return String(value)
}

function equal(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase()
  if (typeof a === typeof b) return a === b
  const number = (value: Value) => (value === null ? 0 : typeof value === 'object' ? NaN : Number(value))
  return number(a) === number(b)
}

const FUNCTIONS: Readonly<Record<string, (args: Value[], status: JobStatus) => Value>> = {
  always: () => true,
  success: (_, status) => status === 'success',
  failure: (_, status) => status === 'failure',
  cancelled: (_, status) => status === 'cancelled',
  contains: ([text = null, part = null]) => textOf(text).toLowerCase().includes(textOf(part).toLowerCase()),
  startswith: ([text = null, part = null]) => textOf(text).toLowerCase().startsWith(textOf(part).toLowerCase()),
  endswith: ([text = null, part = null]) => textOf(text).toLowerCase().endsWith(textOf(part).toLowerCase()),
  fromjson: ([text = null]) => JSON.parse(textOf(text)) as Value,
  format: ([pattern = null, ...rest]) =>
    textOf(pattern).replace(/\{(\d+)\}/g, (_, index: string) => textOf(rest[Number(index)] ?? null)),
}

class Parser {
  readonly #tokens: Token[]
  readonly #context: ExpressionContext

  constructor(source: string, context: ExpressionContext) {
    this.#tokens = tokens(source)
    this.#context = context
  }

  whole(): Value {
    const value = this.#or()
    if (this.#tokens.length > 0)
      throw new Error(`Unexpected end of expression before '${JSON.stringify(this.#tokens[0])}'`)
    return value
  }

  #take(sign: string): boolean {
    const next = this.#tokens[0]
    if (next?.kind !== 'sign' || next.text !== sign) return false
    this.#tokens.shift()
    return true
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new Error(`Expected '${sign}' in the expression`)
  }

  #or(): Value {
    let left = this.#and()
    while (this.#take('||')) {
      const right = this.#and()
      left = isTruthy(left) ? left : right
    }
    return left
  }

  #and(): Value {
    let left = this.#comparison()
    while (this.#take('&&')) {
      const right = this.#comparison()
      left = isTruthy(left) ? right : left
    }
    return left
  }

  #comparison(): Value {
    const left = this.#unary()
    if (this.#take('==')) return equal(left, this.#unary())
    if (this.#take('!=')) return !equal(left, this.#unary())
    return left
  }

  #unary(): Value {
    if (this.#take('!')) return !isTruthy(this.#unary())
    if (this.#take('(')) {
      const value = this.#or()
      this.#expect(')')
      return value
    }
    const token = this.#tokens.shift()
    if (token?.kind === 'literal') return token.value
    if (token?.kind !== 'name') throw new Error('Unexpected end of expression')
    return this.#members(this.#take('(') ? this.#call(token.text) : this.#named(token.text))
  }

  #call(name: string): Value {
    const args: Value[] = []
    while (!this.#take(')')) {
      args.push(this.#or())
      if (!this.#take(',') && this.#tokens[0]?.kind !== 'sign') throw new Error(`Bad argument list of '${name}'`)
    }
    const call = FUNCTIONS[name.toLowerCase()]
    if (!call) throw new Error(`Unrecognized function: '${name}'`)
    return call(args, this.#context.status)
  }

  #named(root: string): Value {
    const found = this.#context.values[root.toLowerCase()]
    if (found === undefined) throw new Error(`Unrecognized named-value: '${root}'`)
    return found
  }

  /** Of a context and of what a function gives: `fromJSON(…)['80']`. */
  #members(from: Value): Value {
    let value = from
    for (;;) {
      let key: string
      if (this.#take('.')) {
        const token = this.#tokens.shift()
        if (token?.kind !== 'name') throw new Error(`Expected a property name after '.'`)
        key = token.text
      } else if (this.#take('[')) {
        key = textOf(this.#or())
        this.#expect(']')
      } else return value
      value = typeof value === 'object' && value !== null ? member(value, key) : null
    }
  }
}

function member(value: {readonly [key: string]: Value}, key: string): Value {
  const exact = value[key]
  if (exact !== undefined) return exact
  return Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? null
}

/** In: an expression without `${{ }}`. Out: its value. Throws on bad syntax, an unknown function or an unknown context. */
export function evaluate(source: string, context: ExpressionContext): Value {
  return new Parser(source, context).whole()
}

/** Replaces each `${{ … }}` of a text by its value's text. Throws as `evaluate` does. */
export function interpolate(text: string, context: ExpressionContext): string {
  return text.replace(/\$\{\{((?:'(?:[^']|'')*'|[^'}]|\}(?!\}))*)\}\}/g, (_, source: string) =>
    textOf(evaluate(source, context)),
  )
}

/** A condition's value; `${{ }}` around it is optional. Throws as `evaluate` does. */
export function holds(condition: string, context: ExpressionContext): boolean {
  return isTruthy(evaluate(/^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition, context))
}

/**
 * The condition of a workflow step: `success()` by default, and `success() && (…)` unless a status function occurs
 * (Sdk/DTPipelines/Pipelines/ObjectTemplating/PipelineTemplateConverter.cs:660-700). Not for `pre-if` and `post-if`.
 */
export function stepCondition(condition: string | undefined): string {
  if (condition === undefined || condition.trim() === '') return 'success()'
  const bare = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition
  const outsideStrings = bare.replace(/'(?:[^']|'')*'/g, "''")
  return /\b(always|success|failure|cancelled)\s*\(/i.test(outsideStrings) ? bare : `success() && (${bare})`
}
