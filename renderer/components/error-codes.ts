/** The codes in `error_codes` as the service sent it, each once; a text without a number is one itself. */
export function codesOf(text: string): string[] {
  const numbers = text.match(/\d+/g) ?? [text.trim()]
  return [...new Set(numbers)].filter(Boolean)
}
