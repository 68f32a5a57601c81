import type { RawOperation } from '#shared/operation'
import type { RecordPage } from '../pages'
import { untimedPages } from '../sync/untimed'
import { createdAt, pageRows } from '../sync/window-query'
import type { Take, Taking } from './taking'
import { pageAt, takeTimed } from './timed-rows'

/**
 * Takes every row of a query that the service answers. Offsets into a growing log shift; with an end, the rows
 * that match stay the same. Those without a time then are in no answer, and are fetched by themselves.
 * @param until the end, where the query has none
 * @returns how many match, as it counted first
 */
export async function takeLive({ until, ...taking }: Taking & { until: string }): Promise<number> {
  const { query, ask, take } = taking
  const { start_time, end_time } = query.parameters
  const bounded = { ...query, parameters: { ...query.parameters, end_time: end_time ?? until } }
  if (start_time ?? end_time) return takeTimed({ ...taking, query: bounded })
  const { records, total } = await ask(pageAt(query, 0))
  if (records.length < pageRows && records.length >= total) {
    await take(records, total)
    return total
  }
  const counting: Take = (found, matching) => take(found, Math.max(total, matching))
  const timed = await takeTimed({ query: bounded, ask, take: counting })
  await takeUntimed({ query, ask, take: counting }, total - timed)
  return Math.max(total, timed)
}

/** Takes rows without a time until so many were found. */
async function takeUntimed({ query, ask, take }: Taking, sought: number): Promise<void> {
  let left = sought
  for (const reverse of [0, 1] as const) {
    if (left <= 0) return
    const ordered = { ...query, parameters: { ...query.parameters, reverse } }
    const pages = untimedPages((offset) => ask(pageAt(ordered, offset)), rawsOf)
    for await (const { records, total } of pages) {
      const untimed = records.filter(({ raw }) => createdAt(raw) === null)
      left -= (await take(untimed, total)).filter(Boolean).length
    }
  }
}

function rawsOf({ records }: RecordPage): RawOperation[] {
  return records.map(({ raw }) => raw)
}
