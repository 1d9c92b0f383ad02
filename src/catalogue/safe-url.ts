/** https, or http where nobody is in between. */
export function isSafeUrl(text: string): boolean {
  const {protocol, hostname} = URL.parse(text) ?? {}
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname ?? ''))
  )
}
