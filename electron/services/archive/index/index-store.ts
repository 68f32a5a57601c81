import type { Database } from '../sqlite'
import type { IndexRow } from './block'
import { packBlock } from './block'
import { createBlocks, type Change, type Slot } from './blocks'

interface Deps {
  database: Database
  /** The rows with these numbers, as the index holds them. */
  readRows: (condition: string, ...values: number[]) => Generator<IndexRow[]>
}

/**
 * The index and its copy in the file. The rows are the truth: a copy is brought up to date with those
 * that came after it, and made anew where it cannot be read.
 */
export function openIndex({ database, readRows }: Deps) {
  const blocks = createBlocks({ read: readBlock }, directory())
  let waiting = 0

  function readBlock(storedAs: number): Uint8Array {
    const row = database.prepare('SELECT data FROM index_blocks WHERE id = ?').get(storedAs)
    if (!row) throw new Error('a block of the index is missing')
    return row.data as Uint8Array
  }

  function directory(): Slot[] {
    const rows = database
      .prepare(
        `SELECT id, rows, low_created, low_job, high_created, high_job FROM index_blocks
         ORDER BY low_created, low_job`
      )
      .all()
    return rows.map((row) => ({
      rows: Number(row.rows),
      low: { created: Number(row.low_created), jobId: String(row.low_job) },
      high: { created: Number(row.high_created), jobId: String(row.high_job) },
      block: null,
      storedAs: Number(row.id)
    }))
  }

  function number(sql: string): number {
    return Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0)
  }

  /** Takes in what was kept after the copy was made. */
  function catchUp(): void {
    const through = number('SELECT through FROM index_state')
    const known = number('SELECT rows FROM index_state')
    if (
      blocks.slots().reduce((sum, { rows }) => sum + rows, 0) !== known ||
      (known > 0 && through === 0)
    ) {
      remake()
      return
    }
    try {
      take(readRows('o.id > ?', through))
      take(readRows('o.id IN (SELECT id FROM index_touched)'))
    } catch {
      remake()
    }
  }

  function take(pages: Iterable<IndexRow[]>): void {
    for (const rows of pages) {
      blocks.apply(rows.map((row) => ({ before: row, wasStatus: 0, row })))
      waiting += rows.length
    }
  }

  function remake(): void {
    database.exec('DELETE FROM index_blocks')
    blocks.reset([])
    for (const rows of readRows('1')) {
      blocks.apply(rows.map((row) => ({ before: null, wasStatus: 0, row })))
      waiting += rows.length
    }
    save()
  }

  /** Rows just kept; `before` says where they stood. */
  function apply(changes: readonly Change[]): void {
    blocks.apply(changes)
    waiting += changes.length
  }

  /** Stores the blocks that changed. */
  function save(): void {
    if (waiting === 0) return
    const { dropped, slots } = blocks.unsaved()
    const insert = database.prepare(
      `INSERT INTO index_blocks (rows, low_created, low_job, high_created, high_job, data)
       VALUES (?, ?, ?, ?, ?, ?)`
    )
    const remove = database.prepare('DELETE FROM index_blocks WHERE id = ?')
    const places = new Map<Slot, number>()
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const id of dropped) remove.run(id)
      for (const slot of slots) {
        const { rows, low, high, block } = slot
        if (!block) continue
        const made = insert.run(
          rows,
          low.created,
          low.jobId,
          high.created,
          high.jobId,
          packBlock(block)
        )
        places.set(slot, Number(made.lastInsertRowid))
      }
      const held = blocks.slots().reduce((sum, { rows }) => sum + rows, 0)
      database
        .prepare('UPDATE index_state SET rows = ?, through = (SELECT max(id) FROM operations)')
        .run(held)
      database.exec('DELETE FROM index_touched; COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    for (const [slot, id] of places) slot.storedAs = id
    blocks.saved()
    waiting = 0
  }

  catchUp()
  return {
    blocks,
    apply,
    save,
    waiting: () => waiting,
    /** Reads it anew: the file was written to by somebody else. */
    reload: () => {
      blocks.reset(directory())
      waiting = 0
      catchUp()
    }
  }
}
