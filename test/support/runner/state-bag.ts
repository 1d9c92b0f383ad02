/** A dictionary that ignores the case of its keys and keeps their first spelling, as .NET's `OrdinalIgnoreCase` ones do. */
export class StateBag {
  readonly #entries = new Map<string, {readonly name: string; readonly value: string}>()

  set(name: string, value: string): void {
    const key = name.toLowerCase()
    this.#entries.set(key, {name: this.#entries.get(key)?.name ?? name, value})
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries([...this.#entries.values()].map(({name, value}) => [name, value]))
  }
}
