/** `JSON` with access to the source text, which the types of the language do not know yet. */
const json = JSON as typeof JSON & {
  rawJSON: (text: string) => RawNumber
  isRawJSON: (value: unknown) => value is RawNumber
}

/** A number that is written as it was read; `JSON.stringify` knows it. */
interface RawNumber {
  readonly rawJSON: string
}

/** A number whose text may be another once it was a number: long, with a point or an exponent, or -0. */
const mayChange = /[[:,]\s*(?:-?\d{16}|-?\d+[.eE]|-0[\s,\]}])/

/**
 * As `JSON.parse`, but for numbers that would be written otherwise than they were read, such as an id of
 * twenty digits or `1.0`: those keep their text. @throws SyntaxError
 */
export function parseExactly(text: string): unknown {
  // Few texts have any, and to look at every value takes several times as long.
  if (!mayChange.test(text)) return JSON.parse(text)
  const keep = (_key: string, value: unknown, context?: { source?: string }) => {
    const source = context?.source
    const isOther = typeof value === 'number' && source !== undefined && String(value) !== source
    return isOther ? json.rawJSON(source) : value
  }
  return JSON.parse(text, keep)
}

/** The number a parsed value stands for; null where it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  return json.isRawJSON(value) ? Number(value.rawJSON) : null
}
