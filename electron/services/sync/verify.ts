import type { Span } from '#shared/archive-query'
import type { CoverageInterval, VerifyReport } from '#shared/sync'
import type { Clock, SyncArchive } from '../ports'
import { lengthOf, secondMs, wholeSecond } from '../intervals'
import { exactCount, type CountQuery } from './bounds'
import { countCalls, type Asker, type Calls } from './calls'
import type { Ledger } from './ledger'
import { survey } from './survey'

/** A stretch with so few rows is fetched rather than divided further. */
const fewRows = 500

/** Calls to find what lacks; a stretch still undivided then is partial as a whole. */
const mostCalls = 200

export interface VerifyDeps {
  archive: SyncArchive
  profileId: string
  calls: Calls
  ledger: Ledger
  asker: Asker
  now: Clock
  /** So many of so many intervals were compared. */
  progress: (done: number, total: number) => void
}

/**
 * Compares the service's count of each complete interval with what is held. Where they differ, halves
 * are compared until the stretch is short; one that lacks rows becomes partial.
 * @param intervals those to compare, by default all
 * @throws AppError of the call that failed; what was found before stays noted
 */
export async function verify(
  deps: VerifyDeps,
  signal: AbortSignal,
  intervals: readonly CoverageInterval[] = deps.ledger.complete()
): Promise<VerifyReport> {
  const { archive, profileId, ledger, asker, now, progress } = deps
  const calls = countCalls(deps.calls)
  const query = await exactCount(calls, ledger, asker, signal)
  // What is held and what there is are shown side by side. Until new rows were looked for, the count of all
  // also says how far the history reaches, so it is left as it is.
  if (ledger.facts().lookedUntil !== undefined) await survey(calls, ledger, asker, signal)
  const report: VerifyReport = { checked: 0, lacking: [], vanished: 0, calls: 0, at: now() }

  for (const interval of intervals) {
    const lacking: Span[] = []
    await compare(interval, await count(query, interval), lacking)
    // Before its gaps are noted: the whole interval was looked at just now.
    await ledger.mark({ ...interval, at: now() })
    for (const span of lacking) await ledger.mark({ ...span, state: 'partial', at: now() })
    report.lacking.push(...lacking)
    report.checked++
    progress(report.checked, intervals.length)
  }
  return { ...report, calls: calls.made(), at: now() }

  /** @param service rows the service has of the span */
  async function compare(span: Span, service: number, lacking: Span[]): Promise<void> {
    const held = await archive.countBetween(profileId, span)
    if (held === service) return
    const isShort = lengthOf(span) <= secondMs || Math.max(held, service) <= fewRows
    // Where the service has nothing left, nothing can be lacking.
    if (isShort || service === 0 || calls.made() >= mostCalls) {
      // What was left over of a greater count may have vanished since: nothing is said to lack unasked.
      const sure = service > held ? await count(query, span) : service
      if (sure > held) lacking.push(span)
      else report.vanished += held - sure
      return
    }
    const middle = wholeSecond((span.start + span.end) / 2)
    const older = { start: span.start, end: middle }
    const newer = { start: middle + secondMs, end: span.end }
    const olderCount = await count(query, older)
    await compare(older, olderCount, lacking)
    await compare(newer, Math.max(0, service - olderCount), lacking)
  }

  async function count(exact: CountQuery, span: Span): Promise<number> {
    return (await calls.page(exact(span), asker, signal)).total
  }
}
