import {posix} from 'node:path'
import ts from 'typescript'

/** One file as the rules see it. Comments are no part of it, docstrings excepted. */
export interface Source {
  /** From the root of the repository, such as `src/plan/paths.ts`. */
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly functions: readonly ExportedFunction[]
  /** `process.env`, `test.concurrent.only`, `process['env']` as `process.env`; a `process` by itself as `process`. */
  readonly accesses: readonly Access[]
  readonly identifiers: ReadonlySet<string>
  readonly strings: readonly string[]
}

export interface Import {
  readonly from: string
  /** For a relative import: the path from the root of the repository. */
  readonly file?: string
  readonly names: readonly string[]
  readonly dynamic: boolean
}

export interface ExportedFunction {
  readonly name: string
  readonly documented: boolean
}

export interface Access {
  readonly text: string
  /** The text of the first argument, when it is called with a string. */
  readonly argument?: string
}

/** Reads one file's text; `path` is from the root of the repository, with slashes. */
export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  const accesses: Access[] = []
  const identifiers = new Set<string>()
  const strings: string[] = []
  const visit = (node: ts.Node): void => {
    imports.push(...importsOf(node, path))
    const access = accessOf(node)
    if (access !== undefined) accesses.push(access)
    if (ts.isIdentifier(node)) identifiers.add(node.text)
    if (isText(node)) strings.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return {path, lines, imports, functions: functionsOf(file), accesses, identifiers, strings}
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)

function importsOf(node: ts.Node, path: string): readonly Import[] {
  const made = (specifier: ts.Node | undefined, names: readonly string[], dynamic = false): readonly Import[] => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return []
    const from = specifier.text
    const file = from.startsWith('.') ? posix.join(posix.dirname(path), from) : undefined
    return [{from, names, dynamic, ...(file === undefined ? {} : {file})}]
  }
  if (ts.isImportDeclaration(node)) return made(node.moduleSpecifier, namesOf(node.importClause))
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause
    const names = clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(originalName) : ['*']
    return made(node.moduleSpecifier, names)
  }
  if (ts.isImportTypeNode(node))
    return made(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, ['*'])
  const loads = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return loads ? made(node.arguments[0], ['*'], true) : []
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings
  const named = bindings === undefined ? [] : ts.isNamedImports(bindings) ? bindings.elements.map(originalName) : ['*']
  return [...(clause?.name === undefined ? [] : ['default']), ...named]
}

const originalName = ({propertyName, name}: ts.ImportSpecifier | ts.ExportSpecifier): string =>
  (propertyName ?? name).text

function accessOf(node: ts.Node): Access | undefined {
  const text = accessText(node)
  if (text === undefined) return undefined
  const call = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined
  const argument = call?.arguments[0]
  return argument !== undefined && ts.isStringLiteralLike(argument) ? {text, argument: argument.text} : {text}
}

function accessText(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return `${rootText(node.expression)}.${node.name.text}`
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return `${rootText(node.expression)}.${node.argumentExpression.text}`
  }
  const {parent} = node
  const bare =
    ts.isIdentifier(node) && node.text === 'process' && ts.isVariableDeclaration(parent) && parent.initializer === node
  return bare ? 'process' : undefined
}

/** The text of what stands left of the dot, calls left out: `test.each([]).only` is `test.each.only`. */
function rootText(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isPropertyAccessExpression(node)) return `${rootText(node.expression)}.${node.name.text}`
  return ts.isCallExpression(node) ? rootText(node.expression) : '?'
}

function functionsOf(file: ts.SourceFile): readonly ExportedFunction[] {
  const listed = new Set(
    file.statements.flatMap((statement) => {
      const clause =
        ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined && statement.exportClause
      return clause && ts.isNamedExports(clause) ? clause.elements.map(originalName) : []
    }),
  )
  const seen = new Set<string>()
  return file.statements.flatMap((statement) => {
    const name = functionName(statement)
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    const exported = modifiers.some(({kind}) => kind === ts.SyntaxKind.ExportKeyword) || listed.has(name ?? '')
    // Of overloads the first carries the docstring.
    if (name === undefined || !exported || seen.has(name)) return []
    seen.add(name)
    return [{name, documented: hasDocstring(statement, file.text)}]
  })
}

function functionName(statement: ts.Statement): string | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? 'default'
  const [declared] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : []
  const value = declared?.initializer
  const isFunction = value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
  return isFunction && ts.isIdentifier(declared?.name ?? statement) ? declared?.name.getText() : undefined
}

/** A docstring, and nothing but one line end, before the statement. */
const hasDocstring = (statement: ts.Statement, text: string): boolean =>
  /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\r?\n$/.test(text.slice(statement.pos, statement.getStart()))
