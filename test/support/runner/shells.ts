/** `shell:` of a script step -> program and arguments (W/Handlers/ScriptHandlerHelpers.cs). Pure. */

const DEFAULT_ARGUMENTS: Readonly<Record<string, string>> = {
  bash: '--noprofile --norc -e -o pipefail {0}',
  sh: '-e {0}',
  python: '{0}',
}

const EXTENSIONS: Readonly<Record<string, string>> = {bash: '.sh', sh: '.sh', python: '.py'}

export interface Shell {
  readonly command: string
  /** `{0}` stands for the script's file. */
  readonly argumentFormat: string
  /** With the dot, '' for a custom shell. */
  readonly extension: string
}

/** Throws as the runner does if the shell is no built-in one and has no `{0}` (W/Handlers/ScriptHandler.cs:234-237). */
export function parseShell(shell: string | undefined): Shell {
  // Unset means `bash -e {0}`: bash's program with sh's arguments (W/Handlers/ScriptHandler.cs:185-188).
  if (shell === undefined || shell === '') return {command: 'bash', argumentFormat: '-e {0}', extension: '.sh'}
  const blank = shell.indexOf(' ')
  const command = blank < 0 ? shell : shell.slice(0, blank)
  const given = blank < 0 ? '' : shell.slice(blank + 1).trimStart()
  const argumentFormat = given === '' ? (DEFAULT_ARGUMENTS[command.toLowerCase()] ?? '') : given
  if (!argumentFormat.includes('{0}')) {
    throw new Error(
      'Invalid shell option. Shell must be a valid built-in (bash, sh, cmd, powershell, pwsh) or a format string containing ' +
        "'{0}'",
    )
  }
  return {command, argumentFormat, extension: EXTENSIONS[command.toLowerCase()] ?? ''}
}

/** Splits a command line's arguments at blanks, outside of double quotes, as .NET's `ProcessStartInfo.Arguments` on Linux. */
export function argumentsOf(format: string, script: string): string[] {
  const line = format.replaceAll('{0}', script.replaceAll('"', '\\"'))
  return [...line.matchAll(/(?:"(?:\\"|[^"])*"|\\"|[^\s"])+/g)].map(([word]) =>
    word.replace(/\\"|"/g, (quote) => (quote === '"' ? '' : '"')),
  )
}
