import type { Database } from '../sqlite'
import { compareKeys, packBlock, type Block, type IndexRow } from './block'
import { createBlocks, type Change, type Slot } from './blocks'
import { DamagedIndexError } from './damage'

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
  /** The copy is to be replaced as a whole. */
  let isUseless = false

  function readBlock(storedAs: number): Uint8Array {
    const row = database.prepare('SELECT data FROM index_blocks WHERE id = ?').get(storedAs)
    if (!row) throw new DamagedIndexError('a block of the index is missing')
    return row.data as Uint8Array
  }

  function directory(): Slot[] {
    const rows = database
      .prepare('SELECT id, rows, low_created, low_job, high_created, high_job FROM index_blocks')
      .all()
    const slots = rows.map((row) => ({
      rows: Number(row.rows),
      low: { created: Number(row.low_created), jobId: String(row.low_job) },
      high: { created: Number(row.high_created), jobId: String(row.high_job) },
      block: null,
      storedAs: Number(row.id)
    }))
    // SQLite would compare UTF-8, which puts some letters of job ids the other way round.
    return slots.sort((a, b) => compareKeys(a.low, b.low))
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

  /** Makes the index from the rows, in memory; the copy follows when it is next saved. */
  function remake(): void {
    isUseless = true
    waiting = 0
    blocks.reset([])
    for (const rows of readRows('1')) {
      blocks.apply(rows.map((row) => ({ before: null, wasStatus: 0, row })))
      waiting += rows.length
    }
  }

  /** Rows just kept; `before` says where they stood. */
  function apply(changes: readonly Change[]): void {
    const list = oncePerJob(changes)
    blocks.apply(list)
    waiting += list.length
  }

  /**
   * Stores the blocks that changed. Call it within a transaction in which the index is up to date with
   * the rows, whoever wrote them. @returns what to do once that is committed
   */
  function save(): () => void {
    const { dropped, slots } = blocks.unsaved()
    const last = number('SELECT max(id) FROM index_blocks')
    const places = new Map<Slot, number>()
    // Before the old ones go: a number given anew could be taken for the block that had it.
    for (const slot of slots) if (slot.block) places.set(slot, insertBlock(slot, slot.block))
    if (isUseless) database.prepare('DELETE FROM index_blocks WHERE id <= ?').run(last)
    const remove = database.prepare('DELETE FROM index_blocks WHERE id = ?')
    for (const id of dropped) remove.run(id)
    database
      .prepare(
        'UPDATE index_state SET rows = ?, through = (SELECT ifnull(max(id), 0) FROM operations)'
      )
      .run(blocks.slots().reduce((sum, { rows }) => sum + rows, 0))
    database.exec('DELETE FROM index_touched')
    return () => {
      for (const [slot, id] of places) slot.storedAs = id
      blocks.saved()
      waiting = 0
      isUseless = false
    }
  }

  function insertBlock({ rows, low, high }: Slot, block: Block): number {
    const insert = database.prepare(
      `INSERT INTO index_blocks (rows, low_created, low_job, high_created, high_job, data)
       VALUES (?, ?, ?, ?, ?, ?)`
    )
    const made = insert.run(
      rows,
      low.created,
      low.jobId,
      high.created,
      high.jobId,
      packBlock(block)
    )
    return Number(made.lastInsertRowid)
  }

  /** Reads it anew: the file was written to by somebody else. */
  function reload(): void {
    blocks.reset(directory())
    waiting = 0
    isUseless = false
    catchUp()
  }

  /** After a block could not be read: somebody else replaced it, or it is damaged. */
  function mend(): void {
    reload()
    try {
      blocks.warm(Infinity)
    } catch {
      remake()
    }
  }

  catchUp()
  return {
    blocks,
    apply,
    save,
    reload,
    mend,
    /** Rows that are not in the copy yet. */
    waiting: () => waiting,
    isSaved: () => waiting === 0 && !isUseless
  }
}

/** A page may name a job twice: it goes from where it stood to its last state. */
function oncePerJob(changes: readonly Change[]): readonly Change[] {
  // Its second state is a change of its first.
  if (changes.every(({ before }) => before === null)) return changes
  const byJob = new Map<string, Change>()
  for (const change of changes) {
    const first = byJob.get(change.row.jobId)
    byJob.set(change.row.jobId, first ? { ...first, row: change.row } : change)
  }
  return [...byJob.values()]
}
