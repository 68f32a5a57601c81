import { randomInt } from 'node:crypto'
import type { Span } from '#shared/archive-query'
import { parseExactly } from '#shared/exact-json'
import { isEnded, isFailed, type Operation, type RawOperation } from '#shared/operation'
import type { OperationParameters } from '#shared/parameters'
import type { CoverageInterval } from '#shared/sync'
import type {
  Due,
  FactChanges,
  HeldCoverage,
  RunningJob,
  StoredAnswer,
  StoredPage,
  StoreReport
} from '../ports'
import { fromUtf8 } from '../utf8'
import { createAnnouncements } from './announcements'
import { createAnswers } from './answers'
import { createCoverage } from './coverage'
import { openDictionary } from './dictionary'
import { check } from './file'
import { createGone } from './gone'
import { createHeldRows, isNews, type Kept } from './held-rows'
import type { IndexRow } from './index/block'
import type { Change } from './index/blocks'
import { openIndex } from './index/index-store'
import { createLook } from './query/look'
import { createRecords } from './records'
import { createRepeats } from './repeats'
import { busyMs, type Database } from './sqlite'

/** The index is copied into the file when so many rows wait for it, so that opening stays quick after a crash. */
const copyAfterRows = 20_000

/** Blocks loaded at once, 2 to 4 ms. */
const warmBlocks = 1

/** Versions begin anywhere below this, so that those of 200 archives add up to a number that is exact. */
const firstVersions = 2 ** 44

/** All that is held of one profile: rows, answers and coverage in the file, the index in memory. */
export function createArchiveFile(database: Database) {
  const dataVersion = database.prepare('PRAGMA data_version')
  // Before anything is read, so that whatever comes after is noticed.
  let seenVersion = versionOfData()
  const dictionary = openDictionary(database)
  const rows = createHeldRows(database, dictionary)
  const answers = createAnswers(database)
  const announcements = createAnnouncements(database)
  const known = createCoverage(database)
  const gone = createGone(database)
  const index = openIndex({ database, readRows: rows.readRows })
  const records = createRecords(dictionary)
  const repeats = createRepeats()
  const look = createLook({ blocks: index.blocks, dictionary })
  const receive = database.prepare('UPDATE index_state SET received = ? WHERE received IS NOT ?')
  const received = database.prepare('SELECT received FROM index_state')
  // Pages shown may be older than this: from a process that died, or of a file that was replaced.
  const firstVersion = randomInt(firstVersions)

  function versionOfData(): number {
    return Number(dataVersion.get()?.data_version)
  }

  /** Another process may have written to the file: what is in memory is then read anew. */
  function refresh(): void {
    if (versionOfData() === seenVersion) return
    if (database.isTransaction) reload()
    else snapshot(reload)
  }

  function reload(): void {
    const version = versionOfData()
    dictionary.reload()
    gone.reload()
    index.reload()
    seenVersion = version
  }

  /** All that is read within is of one moment. */
  function snapshot(work: () => void): void {
    database.exec('BEGIN')
    try {
      work()
    } finally {
      if (database.isTransaction) database.exec('COMMIT')
    }
  }

  function transaction<T>(work: () => T): T {
    database.exec('BEGIN IMMEDIATE')
    try {
      refresh()
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      // Texts may have been numbered in what is now undone.
      dictionary.reload()
      gone.reload()
      throw error
    }
  }

  /** Keeps the rows of answers and, where one is to be found again, the answer, in one transaction. */
  function store(...pages: readonly StoredPage[]): StoreReport {
    const [page, ...others] = pages
    if (!page || others.length > 0) return storePages(pages)
    refresh()
    const renewed = repeats.rowsOf(page, nameOfState()) === null ? null : renew(page)
    if (renewed) return renewed
    const report = storePages(pages)
    repeats.remember(page, report.rows, nameOfState())
    return report
  }

  function nameOfState(): string {
    return `${seenVersion} ${index.blocks.version()} ${gone.version()}`
  }

  /** Where nothing of a page is new but its time: writes that. */
  function renew(page: StoredPage): StoreReport | null {
    return transaction(() => {
      // Another process may have stored something just now.
      const rows = repeats.rowsOf(page, nameOfState())
      if (rows === null || !page.answer) return null
      answers.renew(page.answer, page.at)
      receive.run(page.at, page.at)
      return { added: 0, changed: 0, rows }
    })
  }

  function storePages(pages: readonly StoredPage[]): StoreReport {
    repeats.forget(pages)
    const changes: Change[] = []
    const report = { added: 0, changed: 0, rows: 0 }
    transaction(() => {
      // One page at a time: what is parsed is the more costly the longer it lives.
      for (const page of pages) {
        const kept = keepPage(page)
        for (const { outcome, before, wasStatus, row } of kept.filter(isNews)) {
          changes.push({ before, wasStatus, row })
          report[outcome]++
        }
        report.rows += kept.length
      }
    })
    try {
      index.apply(changes)
    } catch {
      // The rows are stored; a call that asks for them again would find nothing new in them.
      mendIndex()
    }
    if (index.waiting() >= copyAfterRows) copyIndex()
    return report
  }

  /** Call it within a transaction. */
  function keepPage({ body, answer, at }: StoredPage): Kept[] {
    // The client checked it when it arrived.
    const { job_set: records } = parseExactly(fromUtf8(body)) as { job_set: RawOperation[] }
    const kept = rows.keep(records)
    if (answer)
      answers.keep(
        answer,
        at,
        kept.map(({ id }) => id)
      )
    receive.run(at, at)
    announcements.noteFailed(kept, wasFailed)
    gone.seen(kept)
    return kept
  }

  /**
   * Copies the index into the file. It is no loss when that fails: the rows are there.
   * @param atLeast so many rows have to wait for it
   */
  function copyIndex(atLeast = 1): void {
    if (index.isSaved() || index.waiting() < atLeast) return
    // It can be made later, so nobody waits for another process that writes.
    database.exec('PRAGMA busy_timeout = 0')
    try {
      transaction(index.save)()
    } catch {
      // A full disk, mostly; the next rows kept say so.
    } finally {
      database.exec(`PRAGMA busy_timeout = ${busyMs}`)
    }
  }

  function mendIndex(): void {
    try {
      snapshot(index.mend)
    } catch (error) {
      // Half of it may be there: it is read anew before anything else is asked.
      seenVersion = -1
      throw error
    }
  }

  function wasFailed({ before, wasStatus }: Kept): boolean {
    return before !== null && isFailed(dictionary.status.at(wasStatus))
  }

  function answer(parameters: OperationParameters): StoredAnswer | null {
    refresh()
    const found = answers.get(parameters)
    return found && { ...found, rows: found.rows.map(operationOf) }
  }

  function operationOf(row: IndexRow): Operation {
    const operation = records.operationOf(row)
    const goneAt = gone.at(row.jobId)
    return goneAt === null ? operation : { ...operation, goneAt }
  }

  /** Raw record, JSON text; fields in the order received. */
  function record(jobId: string): string | null {
    refresh()
    const row = rows.find(jobId)
    return row && JSON.stringify(records.rawOf(row))
  }

  function held(): number {
    return index.blocks.slots().reduce((sum, slot) => sum + slot.rows, 0)
  }

  function coverage(): HeldCoverage {
    refresh()
    return { intervals: known.intervals(), held: held(), facts: known.facts() }
  }

  function mark(interval: CoverageInterval | null, facts: FactChanges = {}): HeldCoverage {
    transaction(() => {
      if (interval) known.mark(interval)
      // Where the last look ended, what is known ends.
      if (typeof facts.lookedUntil === 'number') known.cutAfter(facts.lookedUntil)
      known.setFacts(facts)
    })
    return coverage()
  }

  function pending(): RunningJob[] {
    refresh()
    return look.running(isEnded).map(({ jobId, created, texts }) => ({
      jobId,
      createTime: created === 0 ? null : created * 1000,
      status: dictionary.status.at(texts.status),
      goneAt: gone.at(jobId)
    }))
  }

  function countBetween({ start, end }: Span): number {
    refresh()
    return look.countBetween(Math.ceil(start / 1000), Math.floor(end / 1000))
  }

  return {
    store,
    answer,
    record,
    coverage,
    mark,
    pending,
    countBetween,
    announce: (reason: keyof Due, jobIds: readonly string[]) =>
      transaction(() => announcements.note(reason, jobIds)),
    due: announcements.due,
    noteGone: (jobId: string, at: number) => transaction(() => gone.note(jobId, at)),
    told: (due: Due) => transaction(() => announcements.noteTold(due)),
    /** Everything that is asked of the rows, after {@link refresh}. */
    look,
    refresh,
    /** Grows with every change of what is asked of the rows, from a number of its own each time it is opened. */
    version: () => firstVersion + look.version() + gone.version(),
    operationOf,
    rawOf: records.rawOf,
    find: rows.find,
    intervals: known.intervals,
    facts: known.facts,
    /** When the newest row was received, ms; null: none ever was. */
    receivedAt: (): number | null => {
      const at = received.get()?.received
      return at === null || at === undefined ? null : Number(at)
    },
    copyIndex,
    /** After a DamagedIndexError: what failed may be asked again. */
    mendIndex,
    /** Loads some of the index; the first search of all would else do it. @returns whether more is left */
    warm: () => index.blocks.warm(warmBlocks),
    /** @throws where the file is damaged */
    check: () => check(database),
    close: () => {
      copyIndex()
      database.close()
    }
  }
}

export type ArchiveFile = ReturnType<typeof createArchiveFile>
