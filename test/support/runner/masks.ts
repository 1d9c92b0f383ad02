/** The job's secrets and how they are hidden, after `SecretMasker` of actions/runner. */

/** Base64 of the bytes from `shift` on: how a value looks behind a prefix (Sdk/DTLogging/Logging/ValueEncoders.cs:146-158). */
function base64Shifted(value: string, shift: number): string {
  const bytes = Buffer.from(value, 'utf8')
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64')
}

const XML: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'}

/** The spellings under which a value is hidden as well (C/HostContext.cs:103-113; the PowerShell ones are left out). */
function spellings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const xml = value.replace(/[&<>"']/g, (sign) => XML[sign] ?? sign)
  const unquoted = value.length > 8 ? (/^"(.+)"$/s.exec(value)?.[1] ?? '') : ''
  const expression = value.replaceAll("'", "''")
  const argument = value.replaceAll('"', '\\"')
  const base64 = [0, 1, 2].map((shift) => base64Shifted(value, shift))
  return [value, json, xml, unquoted, expression, argument, encodeURIComponent(value), ...base64]
}

export class Masks {
  readonly #values = new Set<string>()

  /** Hides a value from now on, in all its spellings. Empty values are ignored. */
  add(value: string): void {
    for (const spelling of spellings(value)) if (spelling !== '') this.#values.add(spelling)
  }

  /** As `::add-mask::` does: the value, and each of its trimmed lines (W/ActionCommandManager.cs:430-450). */
  addWithLines(value: string): void {
    this.add(value)
    for (const line of value.split(/[\r\n]/)) this.add(line.trim())
  }

  /** Replaces every covered stretch by `***`; overlapping and touching stretches become one (SecretMasker.MaskSecrets). */
  hide(text: string): string {
    const covered: [number, number][] = []
    for (const value of this.#values) {
      for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
        covered.push([at, at + value.length])
    }
    covered.sort((a, b) => a[0] - b[0])
    let result = ''
    let position = 0
    let openUntil = -1
    for (const [start, end] of covered) {
      if (start > openUntil) {
        result += `${text.slice(position, start)}***`
        openUntil = end
      } else {
        openUntil = Math.max(openUntil, end)
      }
      position = openUntil
    }
    return result + text.slice(position)
  }
}
