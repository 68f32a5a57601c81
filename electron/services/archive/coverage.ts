import type { CoverageInterval } from '#shared/sync'
import { overlay, secondMs } from '../intervals'
import type { SyncFacts } from '../ports'
import type { Database } from './sqlite'

/** Known stretches of time, oldest first. */
export function readIntervals(database: Database): CoverageInterval[] {
  const rows = database.prepare('SELECT start, end, state, at FROM coverage ORDER BY start').all()
  return rows.map((row) => intervalOf(row))
}

/**
 * Lays an interval over those that are known. The mark must not survive its rows: call this in the
 * transaction of the last of them, or in a later one.
 */
export function markInterval(database: Database, interval: CoverageInterval): void {
  const touched = database
    .prepare(
      'SELECT start, end, state, at FROM coverage WHERE end >= ? AND start <= ? ORDER BY start'
    )
    .all(interval.start - secondMs, interval.end + secondMs)
    .map((row) => intervalOf(row))
  const remove = database.prepare('DELETE FROM coverage WHERE start = ?')
  for (const { start } of touched) remove.run(start)
  const insert = database.prepare(
    'INSERT INTO coverage (start, end, state, at) VALUES (?, ?, ?, ?)'
  )
  for (const { start, end, state, at } of overlay(touched, interval)) {
    insert.run(start, end, state, at)
  }
}

/** Nothing of a later time is known any more, ms. */
export function cutAfter(database: Database, end: number): void {
  const intervals = readIntervals(database).filter((interval) => interval.end > end)
  const remove = database.prepare('DELETE FROM coverage WHERE start = ?')
  const shorten = database.prepare('UPDATE coverage SET end = ? WHERE start = ?')
  for (const { start } of intervals) {
    if (start > end) remove.run(start)
    else shorten.run(end, start)
  }
}

function intervalOf(row: Record<string, unknown>): CoverageInterval {
  return {
    start: Number(row.start),
    end: Number(row.end),
    state: row.state === 'complete' ? 'complete' : 'partial',
    at: Number(row.at)
  }
}

export function readFacts(database: Database): SyncFacts {
  const rows = database.prepare('SELECT name, value FROM sync_facts').all()
  return Object.fromEntries(rows.map(({ name, value }) => [String(name), Number(value)]))
}

/** Sets those that are given; null forgets one. */
export function writeFacts(
  database: Database,
  facts: { [F in keyof SyncFacts]?: number | null }
): void {
  const set = database.prepare(
    `INSERT INTO sync_facts (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`
  )
  const forget = database.prepare('DELETE FROM sync_facts WHERE name = ?')
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) forget.run(name)
    else set.run(name, Math.round(value))
  }
}
