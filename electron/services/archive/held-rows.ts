import type { RawOperation } from '#shared/operation'
import { isEnded, isKnownEnd } from '#shared/operation'
import { textFields, type Dictionary, type TextField } from './dictionary'
import type { IndexRow } from './index/block'
import type { Change } from './index/blocks'
import { takeApart, type ColumnValues } from './shape'
import type { Database } from './sqlite'
import { packNumbers, unpackNumbers } from './varints'

type Row = Record<string, string | number | null | Uint8Array>

/** What became of a record that came in; a change of the index where it was added or changed. */
export interface Kept extends Change {
  id: number
  outcome: 'added' | 'changed' | 'same' | 'older'
  values: ColumnValues
}

/** Whether a record brought something new. */
export function isNews(kept: Kept): kept is Kept & { outcome: 'added' | 'changed' } {
  return kept.outcome === 'added' || kept.outcome === 'changed'
}

const columns = ['created', 'updated', ...textFields, 'resources'] as const
const chunk = 20_000
/**
 * Who takes an operation on and who ends it may be two machines, and some end within a second: so far their clocks may
 * differ, s. An assumption; what is taken up again after its end is so later.
 */
const clocksApartS = 5
/** Rows of one INSERT: what a statement costs beside its rows is then shared by many. */
const together = 8

/** The table of rows: job id is the identity, the newest state wins. */
export function createHeldRows(database: Database, dictionary: Dictionary) {
  const select = database.prepare(
    `SELECT id, job_id, ${columns.join(', ')} FROM operations WHERE job_id = ?`
  )
  const insertOne = prepareInsert(1)
  const insertMany = prepareInsert(together)
  const newest = database.prepare('SELECT max(id) AS id FROM operations')
  const update = database.prepare(
    `UPDATE operations SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`
  )
  const touch = database.prepare('INSERT OR IGNORE INTO index_touched (id) VALUES (?)')
  const spoil = database.prepare('UPDATE index_state SET rows = -1')

  function prepareInsert(rows: number) {
    const cells = `(${['id', 'job_id', ...columns].map(() => '?').join(', ')})`
    // Should it fail, all is undone anyway; otherwise it would copy each page it changes, to undo only itself.
    return database.prepare(
      `INSERT OR ROLLBACK INTO operations (id, job_id, ${columns.join(', ')})
       VALUES ${Array.from({ length: rows }, () => cells).join(', ')}
       ON CONFLICT (job_id) DO NOTHING`
    )
  }

  /** Keeps records; call it within a transaction. */
  function keep(records: readonly RawOperation[]): Kept[] {
    let id = Number(newest.get()?.id)
    const fresh = records.map((raw) => readRecord(raw, ++id))
    const list: Kept[] = []
    let next = 0
    for (; next + together <= fresh.length; next += together) {
      const some = fresh.slice(next, next + together)
      const isAdded = insertMany.run(...cellsOf(some)).changes === together
      list.push(...(isAdded ? some : some.map(keepOne)))
    }
    return [...list, ...fresh.slice(next).map(keepOne)]
  }

  /** A record as it is where it is new, with the number it then gets. */
  function readRecord(raw: RawOperation, id: number): Kept {
    const { values, shape } = takeApart(raw)
    return { id, outcome: 'added', values, before: null, wasStatus: 0, row: rowOf(values, shape) }
  }

  /** The newest state of one record that may be held. */
  function keepOne(record: Kept): Kept {
    const { values, row } = record
    const found = select.get(values.jobId) as Row | undefined
    if (!found) {
      insertOne.run(...cellsOf([record]))
      return record
    }
    const id = Number(found.id)
    // Put there with those beside it, some of which were held.
    if (id === record.id) return record
    const before = indexRowOf(found)
    const held = { ...record, id, before, wasStatus: before.texts.status }
    if (isOlder(values, found)) return { ...held, outcome: 'older' }
    if (isSame(before, row)) return { ...held, outcome: 'same' }
    // All but the number and the job id.
    update.run(...cellsOf([record]).slice(2), id)
    touch.run(id)
    // The copy of the index has it in another place, which nothing but the copy knows.
    if (before.created !== row.created) spoil.run()
    return { ...held, outcome: 'changed' }
  }

  function rowOf(values: ColumnValues, shape: string): IndexRow {
    const { status, action, description, owner, submitter, errorCodes, taskCount } = values
    return {
      jobId: values.jobId,
      created: values.created ?? 0,
      updated: values.updated ?? 0,
      texts: {
        status: dictionary.status.intern(status),
        job_action: dictionary.job_action.intern(action),
        action_describe: dictionary.action_describe.intern(description),
        owner: dictionary.owner.intern(owner),
        submitter: dictionary.submitter.intern(submitter),
        error_codes: dictionary.error_codes.intern(errorCodes),
        task_count: dictionary.task_count.intern(taskCount),
        shape: dictionary.shape.intern(shape)
      },
      resources: values.resourceIds.map(dictionary.resources.intern)
    }
  }

  /**
   * The newer state wins, in whatever order they come: the later update; where that does not tell, or by less
   * than clocks may differ, one that has ended over one that runs, then one that says when it was over one that does not.
   */
  function isOlder(values: ColumnValues, held: Row): boolean {
    const updated = held.updated === null ? null : Number(held.updated)
    const laterS = values.updated === null || updated === null ? 0 : values.updated - updated
    if (Math.abs(laterS) > clocksApartS) return laterS < 0
    const isOver = laterS === 0 ? isEnded : isKnownEnd
    const wasOver = isOver(dictionary.status.at(Number(held.status)))
    if (isOver(values.status) !== wasOver) return wasOver
    return laterS < 0 || (values.updated === null && updated !== null)
  }

  /** Rows in the order of their numbers, many at a time. */
  function* readRows(condition: string, ...values: number[]): Generator<IndexRow[]> {
    const page = database.prepare(
      `SELECT o.id, o.job_id, ${columns.map((column) => `o.${column}`).join(', ')}
       FROM operations o WHERE ${condition} AND o.id > ? ORDER BY o.id LIMIT ${chunk}`
    )
    for (let after = 0; ;) {
      const rows = page.all(...values, after) as Row[]
      if (rows.length > 0) yield rows.map(indexRowOf)
      if (rows.length < chunk) return
      after = Number(rows.at(-1)?.id)
    }
  }

  function find(jobId: string): IndexRow | null {
    const row = select.get(jobId) as Row | undefined
    return row ? indexRowOf(row) : null
  }

  return { keep, readRows, find }
}

/** Number, job id and columns of some rows, one after the other. */
function cellsOf(records: readonly Kept[]) {
  // One list for all: this runs for every row that comes in.
  const cells: (string | number | null | Uint8Array)[] = []
  for (const { id, values, row } of records) {
    cells.push(id, values.jobId, values.created, values.updated)
    for (const field of textFields) cells.push(row.texts[field])
    cells.push(packNumbers(row.resources))
  }
  return cells
}

export function indexRowOf(row: Row): IndexRow {
  // Built from the list of fields, so every field is there.
  const texts = Object.fromEntries(
    textFields.map((field) => [field, Number(row[field])])
  ) as Record<TextField, number>
  return {
    jobId: String(row.job_id),
    created: Number(row.created ?? 0),
    updated: Number(row.updated ?? 0),
    texts,
    resources: row.resources instanceof Uint8Array ? unpackNumbers(row.resources) : []
  }
}

function isSame(a: IndexRow, b: IndexRow): boolean {
  return (
    a.created === b.created &&
    a.updated === b.updated &&
    textFields.every((field) => a.texts[field] === b.texts[field]) &&
    a.resources.length === b.resources.length &&
    a.resources.every((resource, place) => resource === b.resources[place])
  )
}
