/** Percent-encodes as RFC 3986 says: `/` and `! ' ( ) *` escaped, `~` bare, a space is `%20`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
