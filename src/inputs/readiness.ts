import type {Readiness} from '../plan/spec.ts'
import {accept, refuse, type Parser} from './parsers.ts'

const consolePrefix = 'console:'

/**
 * The expression as readiness is judged by it: `^` and `$` stand for the ends of a line, since a console prints many.
 * @throws SyntaxError when the pattern is no regular expression of JavaScript.
 */
export const consoleExpression = (pattern: string): RegExp => new RegExp(pattern, 'm')

/** `login`, `agent`, `banner`, `none` or `console:<regular expression>`. */
export const readiness: Parser<Readiness> = (text) => {
  if (text.startsWith(consolePrefix)) return consoleReadiness(text.slice(consolePrefix.length))
  if (text === 'login' || text === 'agent' || text === 'banner' || text === 'none') return accept({kind: text})
  const hint = text.toLowerCase() === 'ssh' ? '; for a login over ssh write login' : ''
  return refuse(`login, agent, banner, none or console:<regular expression>${hint}`)
}

function consoleReadiness(pattern: string): ReturnType<Parser<Readiness>> {
  try {
    // Such an expression would call the guest ready before it has printed a single character.
    if (consoleExpression(pattern).test('')) {
      return refuse('console: with a regular expression that needs at least one character')
    }
    return accept({kind: 'console', pattern})
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse(`console: with a regular expression of JavaScript (${reason})`)
  }
}
