/** action.yml, as the runner reads it. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

import {parse} from 'yaml'

export interface ActionFile {
  readonly directory: string
  readonly name: string
  /** Name as written -> default as written ('' if none); the order of the file. */
  readonly inputs: Readonly<Record<string, string>>
  /** Absolute scripts of the three stages. */
  readonly main: string
  readonly pre?: string
  readonly post?: string
  /** `always()` unless given (W/ActionManifestManager.cs:480-482). */
  readonly preIf: string
  readonly postIf: string
}

/** node20 is moved to node24 by the server's flags (W/Handlers/HandlerFactory.cs:68-141); the others have no place here. */
const ACCEPTED = ['node20', 'node24']

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown, where: string): Fields {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object') throw new Error(`${where} must be a mapping`)
  return value as Fields
}

function text(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`${where} must be a scalar`)
}

/**
 * In: the action's directory. Out: its manifest; action.yml before action.yaml (W/ActionManager.cs:699-705).
 * Throws if there is none ("Did you forget to run actions/checkout", W/ActionManager.cs:909-913), if `using` is not node20 or
 * node24, or if `main` is missing.
 */
export function readActionFile(directory: string): ActionFile {
  const file = ['action.yml', 'action.yaml'].map((name) => join(directory, name)).find((path) => existsSync(path))
  if (file === undefined) {
    throw new Error(
      `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${directory}'. ` +
        'Did you forget to run actions/checkout before running your local action?',
    )
  }
  const root = fieldsOf(parse(readFileSync(file, 'utf8')), file)
  const runs = fieldsOf(root['runs'], `${file}: runs`)
  const using = text(runs['using'], 'runs.using') ?? ''
  if (!ACCEPTED.includes(using))
    throw new Error(`${file}: 'using: ${using}' is not played here; only ${ACCEPTED.join(', ')}`)
  const script = (stage: string) => {
    const path = text(runs[stage], `runs.${stage}`)
    return path === undefined ? undefined : join(directory, path)
  }
  const main = script('main')
  if (main === undefined) throw new Error(`${file}: runs.main is missing`)
  const [pre, post] = [script('pre'), script('post')]
  const inputs: Record<string, string> = {}
  for (const [name, input] of Object.entries(fieldsOf(root['inputs'], 'inputs'))) {
    inputs[name] = text(fieldsOf(input, `inputs.${name}`)['default'], `inputs.${name}.default`) ?? ''
  }
  return {
    directory,
    name: text(root['name'], 'name') ?? '',
    inputs,
    main,
    ...(pre === undefined ? {} : {pre}),
    ...(post === undefined ? {} : {post}),
    preIf: text(runs['pre-if'], 'runs.pre-if') ?? 'always()',
    postIf: text(runs['post-if'], 'runs.post-if') ?? 'always()',
  }
}
