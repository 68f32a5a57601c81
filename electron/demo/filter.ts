import { conditionNames, type Conditions } from './conditions'
import type { DemoLog, DemoRow } from './generator'
import { leaveOut } from './hidden'
import { createMatcher, type Matches, type Span } from './matches'

/** Parameters of the call as decoded from a query, all text. */
export type DemoQuery = Readonly<Record<string, string | undefined>>

/** A page of rows, or why the service refuses. */
export type DemoAnswer =
  { ok: true; total: number; rows: DemoRow[] } | { ok: false; retCode: number; message: string }

/** When and on which rows a query is answered. */
export interface View {
  /** ms since the epoch. */
  at: number
  /** Oldest rows that are gone. */
  vanished?: number
  /** Other rows that cannot be seen, their indices ascending. */
  hidden?: readonly number[]
}

export interface FilterOptions {
  /** A row created in the very second of a bound is left out; the service's page does not say. */
  exclusiveBounds?: boolean
}

const defaultLimit = 10
const none: Matches = { count: 0, at: () => -1 }

class Refusal extends Error {}

function integer(query: DemoQuery, name: string, fallback: number, [min, max]: [number, number]) {
  const text = query[name] || undefined
  if (text === undefined) return fallback
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN
  if (value >= min && value <= max) return value
  throw new Refusal(`illegal parameter [${name}]: [${text}] must be from ${min} to ${max}`)
}

function instant(query: DemoQuery, name: string): number | undefined {
  const text = query[name] || undefined
  if (text === undefined) return undefined
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN
  if (!Number.isNaN(ms)) return ms
  throw new Refusal(`illegal parameter [${name}]: [${text}] is no time, YYYY-MM-DDThh:mm:ssZ`)
}

function conditionsOf(query: DemoQuery): Conditions {
  return Object.fromEntries(
    conditionNames.filter((name) => query[name]).map((name) => [name, query[name]])
  )
}

/**
 * Answers queries of a log as the service does. Where its page is silent, both time bounds are
 * included, `search_word` looks at actions and resource ids, and `jobs` means the same as `job_ids`;
 * `verbose` and `directive` change nothing.
 */
export function createFilter(log: DemoLog, { exclusiveBounds = false }: FilterOptions = {}) {
  const matcher = createMatcher(log)

  function spanOf(query: DemoQuery, { at, vanished = 0 }: View): Span {
    const count = log.count(at)
    const start = instant(query, 'start_time')
    const end = instant(query, 'end_time')
    const inner = exclusiveBounds ? 1 : 0
    const from = start === undefined ? 0 : log.firstFrom(start + inner, count)
    const to = end === undefined ? count : log.firstFrom(end + 1 - inner, count)
    return { from: Math.max(from, vanished), to }
  }

  function findJob(jobIds: readonly string[], query: DemoQuery, view: View): Matches {
    const [jobId] = jobIds
    if (jobId === undefined || jobIds.some((other) => other !== jobId)) return none
    const { from, to } = spanOf(query, view)
    const index = log.indexOf(jobId)
    if (index === null || index < from || index >= to) return none
    if (!matcher.matches(index, conditionsOf(query), view.at)) return none
    return { count: 1, at: () => index }
  }

  function matchesOf(query: DemoQuery, view: View): Matches {
    const jobIds = [query.jobs ?? '', query.job_ids ?? ''].filter((jobId) => jobId !== '')
    if (jobIds.length > 0) return findJob(jobIds, query, view)
    return matcher.find(conditionsOf(query), spanOf(query, view), view.at)
  }

  function page(query: DemoQuery, view: View): DemoAnswer {
    const limit = integer(query, 'limit', defaultLimit, [1, 100])
    const offset = integer(query, 'offset', 0, [0, Number.MAX_SAFE_INTEGER])
    const reverse = integer(query, 'reverse', 0, [0, 1])
    integer(query, 'verbose', 0, [0, Number.MAX_SAFE_INTEGER])
    const matches = leaveOut(matchesOf(query, view), view.hidden ?? [])
    const length = Math.max(0, Math.min(limit, matches.count - offset))
    const rows = Array.from({ length }, (_, n) => {
      const place = reverse ? matches.count - 1 - offset - n : offset + n
      return log.row(matches.at(place), view.at)
    })
    return { ok: true, total: matches.count, rows }
  }

  /** One page; refused with 1100 where a parameter has no sense. */
  return function answer(query: DemoQuery, view: View): DemoAnswer {
    try {
      return page(query, view)
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, retCode: 1100, message: error.message }
      throw error
    }
  }
}
