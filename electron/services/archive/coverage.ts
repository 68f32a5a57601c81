import type { CoverageInterval } from '#shared/sync'
import { overlay, secondMs } from '../intervals'
import type { FactChanges, SyncFacts } from '../ports'
import type { Database } from './sqlite'

/** What is known of which time, and what the sync goes on with; call what writes within a transaction. */
export function createCoverage(database: Database) {
  const selectAll = database.prepare('SELECT start, end, state, at FROM coverage ORDER BY start')
  const selectTouched = database.prepare(
    'SELECT start, end, state, at FROM coverage WHERE end >= ? AND start <= ? ORDER BY start'
  )
  const insert = database.prepare(
    'INSERT INTO coverage (start, end, state, at) VALUES (?, ?, ?, ?)'
  )
  const shorten = database.prepare('UPDATE coverage SET end = ? WHERE start = ?')
  const remove = database.prepare('DELETE FROM coverage WHERE start = ?')
  const selectFacts = database.prepare('SELECT name, value FROM sync_facts')
  const setFact = database.prepare(
    `INSERT INTO sync_facts (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`
  )
  const forgetFact = database.prepare('DELETE FROM sync_facts WHERE name = ?')

  /** Known stretches of time, oldest first. */
  function intervals(): CoverageInterval[] {
    return selectAll.all().map((row) => intervalOf(row))
  }

  /**
   * Lays an interval over those that are known. The mark must not survive its rows: call this in the
   * transaction of the last of them, or in a later one.
   */
  function mark(interval: CoverageInterval): void {
    const touched = selectTouched
      .all(interval.start - secondMs, interval.end + secondMs)
      .map((row) => intervalOf(row))
    for (const { start } of touched) remove.run(start)
    for (const { start, end, state, at } of overlay(touched, interval)) {
      insert.run(start, end, state, at)
    }
  }

  /** Nothing of a later time is known any more, ms. */
  function cutAfter(end: number): void {
    for (const { start } of intervals().filter((interval) => interval.end > end)) {
      if (start > end) remove.run(start)
      else shorten.run(end, start)
    }
  }

  function facts(): SyncFacts {
    const rows = selectFacts.all()
    return Object.fromEntries(rows.map(({ name, value }) => [String(name), Number(value)]))
  }

  function setFacts(given: FactChanges): void {
    for (const [name, value] of Object.entries(given)) {
      if (value === null) forgetFact.run(name)
      else setFact.run(name, Math.round(value))
    }
  }

  return { intervals, mark, cutAfter, facts, setFacts }
}

function intervalOf(row: Record<string, unknown>): CoverageInterval {
  return {
    start: Number(row.start),
    end: Number(row.end),
    state: row.state === 'complete' ? 'complete' : 'partial',
    at: Number(row.at)
  }
}
