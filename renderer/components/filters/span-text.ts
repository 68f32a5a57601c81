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
