import * as core from '@actions/core'
import {accessSync, constants, statSync} from 'node:fs'
import {parseInputs, unknownInputs, type Inputs} from '../inputs/inputs.ts'
import type {Look} from '../inputs/parsers.ts'
import {hostArch} from '../plan/host-facts.ts'
import type {Runner} from './runner.ts'

/** `with:` → Inputs. An unknown name is warned of, as GitHub does. @throws InputError with every problem. */
export function readInputs(runner: Runner): Inputs {
  for (const {input, suggestion} of unknownInputs([...runner.inputs.keys()])) {
    const meant = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`
    core.warning(`There is no input ${JSON.stringify(input)}; it is ignored.${meant}`, {title: 'Unknown input'})
  }
  const password = runner.inputs.get('password')?.trim() ?? ''
  if (password !== '') core.setSecret(password)
  return parseInputs(runner.inputs, look, {arch: hostArch(), workspace: runner.workspace})
}

const look: Look = (path) => {
  const stat = statSync(path, {throwIfNoEntry: false})
  if (stat === undefined) return 'absent'
  if (stat.isDirectory()) return 'directory'
  try {
    accessSync(path, constants.R_OK)
    return 'file'
  } catch {
    return 'unreadable'
  }
}
