/** Numbers from 0 to below 1; the same seed gives the same ones. mulberry32, public domain. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed that is printed, so that a run can be repeated as far as the clock allows. */
export function seedOfRun(): number {
  return Number(process.env.OPLOG_SEED ?? Date.now() % 1_000_000)
}
