import { createLog } from '../../../electron/demo/generator'

export type BenchRow = ReturnType<ReturnType<typeof createLog>['row']>

/** The same made-up rows for every peer. All have ended, so that they are the same at any time. */
export function benchRows(size: number, seed = 7) {
  const now = Date.parse('2026-11-24T00:00:00Z')
  const log = createLog({ seed, size, growthPerMinute: 0, now })
  const later = now + 86_400_000
  return {
    size,
    at: (index: number): BenchRow => log.row(index, later),
    /** Pages of a hundred, oldest first, as the service sends them. */
    *pages(): Generator<BenchRow[]> {
      for (let from = 0; from < size; from += 100) {
        const length = Math.min(100, size - from)
        yield Array.from({ length }, (_, place) => log.row(from + place, later))
      }
    }
  }
}
