import { execFileSync } from 'node:child_process'
import { openSync, statSync, writeSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { ArchivePageInput, HistogramInput, StatisticsInput } from '#shared/archive-query'
import { createArchiveFile } from '../../../electron/services/archive/archive-file'
import { archiveError, openFile } from '../../../electron/services/archive/file'
import { createQueries } from '../../../electron/services/archive/queries'
import type { StoredPage } from '../../../electron/services/ports'
import { together } from '../../../electron/services/sync/store'
import { pick } from '../../../electron/demo/random'
import { toUtf8 } from '../../../electron/services/utf8'
import { makePlainTable, plainWhere, timeInShell, type PlainQuery } from './plain-table'
import { benchRows, type BenchRow } from './rows'

/**
 * Measures one archive of `size` rows in this process, as the archive's own process would run it, and its
 * peers on the same rows. Prints one line of JSON. `worker.mjs FOLDER SIZE`
 */
const [folder = '', sizeText = ''] = process.argv.slice(2)
const size = Number(sizeText)
const rows = benchRows(size)
const archivePath = join(folder, `bench-${size}.sqlite`)
const plainPath = join(folder, `plain-${size}.sqlite`)
const linesPath = join(folder, `rows-${size}.jsonl`)
const figures: Record<string, number> = {}

function quantile(list: readonly number[], part: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A history as the sync keeps it where the archive is the slower part: then the most pages share a transaction. */
function ingest(): void {
  const file = createArchiveFile(openFile(archivePath, () => undefined))
  let spent = 0
  const lines = openSync(linesPath, 'w')
  let waiting: StoredPage[] = []
  for (const page of rows.pages()) {
    writeSync(lines, `${page.map((row) => JSON.stringify(row)).join('\n')}\n`)
    waiting.push(storedPage(page))
    if (waiting.length < together) continue
    spent += timed(() => file.store(...waiting))
    waiting = []
  }
  closeSync(lines)
  spent += timed(() => file.store(...waiting))
  spent += timed(() => file.close())
  figures.ingestRowsPerSecond = Math.round((size / spent) * 1000)
}

/** Pages that come one by one, on top of all others; last, so that the peers hold the same rows until then. */
function ingestSingly(): void {
  const file = createArchiveFile(openFile(archivePath, () => undefined))
  const more = benchRows(20_000, 8)
  let spent = 0
  for (const page of more.pages()) {
    const stored = storedPage(page)
    spent += timed(() => file.store(stored))
  }
  spent += timed(() => file.close())
  figures.ingestSinglyRowsPerSecond = Math.round((more.size / spent) * 1000)
}

function storedPage(page: readonly BenchRow[]): StoredPage {
  const body = toUtf8(JSON.stringify({ ret_code: 0, total_count: size, job_set: page }))
  return { body, at: 1, answer: null }
}

/** A mix of what people ask: one to four conditions, common and rare, with and without text. */
function mixedQueries(count: number): PlainQuery[] {
  return Array.from({ length: count }, (_, number) => {
    const chance = (salt: number, of: number) => pick(5, salt, number, of) === 0
    const row = rows.at(pick(5, 1, number, size))
    const other = rows.at(pick(5, 2, number, size))
    const [from, to] = [row.create_time, other.create_time].toSorted()
    const ids = row.resource_ids.split(' ')
    return {
      ...(chance(3, 2) ? { status: row.status } : {}),
      ...(chance(4, 3) ? { job_action: row.job_action } : {}),
      ...(chance(5, 3) ? { owner: row.owner } : {}),
      ...(chance(6, 3) ? { resource: ids[pick(5, 7, number, ids.length)] } : {}),
      ...(chance(8, 5) ? { notOwner: other.owner } : {}),
      ...(chance(9, 3) ? { from, to } : {}),
      ...(chance(10, 3) ? { text: textOf(number) } : {})
    }
  })
}

function textOf(number: number): string {
  const row = rows.at(pick(5, 11, number, size))
  const texts = [
    row.action_describe.slice(0, 2),
    row.action_describe.slice(-1),
    row.job_id.slice(2, 9),
    row.job_id.slice(4, 7),
    row.job_action.slice(3, 12).toLowerCase(),
    (row.resource_ids.split(' ').at(-1) ?? '').slice(4),
    'nothing has this'
  ]
  return texts[number % texts.length] ?? ''
}

function selectionOf(query: PlainQuery) {
  const { status, job_action, owner, resource, notOwner, from, to, text } = query
  return {
    profileIds: ['bench'],
    parameters: {
      reverse: 1,
      limit: 100,
      offset: 0,
      status,
      job_action,
      owner,
      resource_ids: resource,
      start_time: from,
      end_time: to
    },
    filter: { ...(notOwner ? { isNot: { owner: [notOwner] } } : {}), ...(text ? { text } : {}) }
  }
}

/** Pieces that reach from one resource of a row to the next. */
function overResources(count: number): string[] {
  const pieces: string[] = []
  for (let number = 0; pieces.length < count; number++) {
    const [first = '', second] = rows.at((number * 7919) % size).resource_ids.split(' ')
    if (second)
      pieces.push(`${first.slice(-1 - (number % 6))} ${second.slice(0, 2 + (number % 9))}`)
  }
  return pieces
}

function measure(): void {
  let opening = performance.now()
  const file = createArchiveFile(openFile(archivePath, () => undefined))
  const queries = createQueries({
    fileOf: () => file,
    now: Date.now,
    failureOf: (error) => archiveError(error, archivePath)
  })
  const page = (query: PlainQuery, row = 0) =>
    queries.page(ArchivePageInput.parse({ selection: selectionOf(query), start: { row } }))
  page({})
  figures.openAndFirstPage = performance.now() - opening
  opening = performance.now()
  while (file.warm());
  figures.loadIndex = performance.now() - opening

  const mixed = mixedQueries(300)
  const first: number[] = []
  const again: number[] = []
  for (const query of mixed) {
    let total = 0
    first.push(timed(() => ({ total } = page(query))))
    // Somewhere in the result, as by dragging the bar.
    const row = pick(5, 12, first.length, Math.max(1, total))
    again.push(timed(() => page(query, row)))
  }
  figures.pageFirstP50 = quantile(first, 0.5)
  figures.pageFirstP95 = quantile(first, 0.95)
  figures.pageAgainP50 = quantile(again, 0.5)
  figures.pageAgainP95 = quantile(again, 0.95)
  figures.pageP95 = quantile([...first, ...again], 0.95)

  const texts = Array.from({ length: 70 }, (_, number) => textOf(1000 + number))
  const text = texts.map((needle) => timed(() => page({ text: needle })))
  figures.textP50 = quantile(text, 0.5)
  figures.textP95 = quantile(text, 0.95)
  const over = overResources(40).map((needle) => timed(() => page({ text: needle })))
  figures.overP95 = quantile(over, 0.95)

  const fresh = mixedQueries(600).slice(300)
  const totals = fresh.map((query) =>
    timed(() => queries.page(ArchivePageInput.parse({ selection: selectionOf(query), limit: 1 })))
  )
  figures.totalP95 = quantile(totals, 0.95)
  const everything = { selection: selectionOf({}) }
  const repeat = (work: () => unknown) =>
    quantile(
      [0, 1, 2, 3, 4, 5, 6].map(() => timed(work)),
      0.5
    )
  figures.histogram = repeat(() => queries.histogram(HistogramInput.parse(everything)))
  figures.statistics = repeat(() =>
    queries.statistics(StatisticsInput.parse({ ...everything, by: 'job_action' }))
  )
  file.close()

  figures.plainBytes = makePlainTable(plainPath, rows)
  figures.archiveBytes = statSync(archivePath).size
  const some = mixed.slice(0, 60)
  const plainPages = timeInShell(
    plainPath,
    some.map(
      (query) => `SELECT * FROM log ${plainWhere(query)} ORDER BY create_time DESC LIMIT 200`
    )
  )
  figures.plainPageP95 = quantile(plainPages, 0.95)
  const plainTotals = timeInShell(
    plainPath,
    some.map((query) => `SELECT count(*) FROM log ${plainWhere(query)}`)
  )
  figures.plainTotalP95 = quantile(plainTotals, 0.95)
  // A search has to say how many there are, so the peers count too.
  const plainTexts = timeInShell(
    plainPath,
    texts.slice(0, 14).map((needle) => `SELECT count(*) FROM log ${plainWhere({ text: needle })}`)
  )
  figures.plainTextP50 = quantile(plainTexts, 0.5)
  const [plainHistogram = NaN, plainStatistics = NaN] = timeInShell(plainPath, [
    'SELECT substr(create_time, 1, 10) AS day, status, count(*) FROM log GROUP BY day, status',
    `SELECT job_action, count(*), sum(status = 'failed'),
       avg(unixepoch(status_time) - unixepoch(create_time)) FROM log GROUP BY job_action`
  ])
  figures.plainHistogram = plainHistogram
  figures.plainStatistics = plainStatistics
  const needle = rows.at(size >> 1).job_id.slice(2, 9)
  figures.jqText = timed(() => {
    const program = `select(any(.[]; tostring | contains("${needle}")))`
    execFileSync('jq', ['-c', program, linesPath], { maxBuffer: 1e9 })
  })
  figures.lnavText = timed(() => {
    const commands = ['-n', '-c', `:filter-in ${needle}`, '-c', ':write-raw-to -', linesPath]
    execFileSync('lnav', commands, {
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, HOME: folder }
    })
  })
}

ingest()
measure()
ingestSingly()
process.stdout.write(`${JSON.stringify(figures)}\n`)
