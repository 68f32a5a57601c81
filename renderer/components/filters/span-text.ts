/** Units a length of time is entered in, largest first, ms. */
export const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const
export type Unit = keyof typeof units

/** A length in the largest unit that says it without a fraction. */
export function splitSpan(ms: number): { amount: number; unit: Unit } {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (ms >= units[unit] && ms % units[unit] === 0) return { amount: ms / units[unit], unit }
  }
  return { amount: ms / units.s, unit: 's' }
}

/** A length of time, ms; undefined: none is given; null: what is given cannot be read. */
export type Span = number | undefined | null

/** `30`, `1.5`, `1,5`, full-width too. `1,500` is not read: it is one and a half to some, a thousand to others. */
export function readSpan(text: string, unit: Unit): Span {
  const number = text.normalize('NFKC').trim()
  if (number === '') return undefined
  if (!/^(\d+[.,]?\d*|[.,]\d+)$/.test(number) || /^[1-9]\d{0,2},\d{3}$/.test(number)) return null
  const ms = Math.round(Number(number.replace(',', '.')) * units[unit])
  return Number.isSafeInteger(ms) ? ms : null
}
