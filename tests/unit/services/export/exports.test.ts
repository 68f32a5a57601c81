import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExportInput } from '../../../../electron/shared/api'
import { writeAtomically } from '../../../../electron/services/export/atomic-file'
import { disarm } from '#shared/disarm'
import { AppError, toWire } from '#shared/errors'
import { cellsOf, csvLine } from '../../../../electron/services/export/csv'
import { createExports } from '../../../../electron/services/export/exports'
import type { Pages } from '../../../../electron/services/pages'
import type { Sleep } from '../../../../electron/services/ports'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'oplog-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = Date.parse('2026-11-20T14:03:59Z')

const noSleep: Sleep = async () => undefined

interface Around {
  skew?: number | null
  sleep?: Sleep
  clock?: () => number
  /** What the save dialog says. */
  path?: string | null
}

function exporting(pages: Pages, around: Around = {}) {
  const { skew = 0, sleep = noSleep, clock = () => now } = around
  const { path = join(folder, 'log.csv') } = around
  const names: string[] = []
  const progress: unknown[] = []
  const { start, unfinished } = createExports({
    profileName: () => 'A/B 生产',
    pages,
    picker: {
      save: async (name) => (names.push(name), path),
      open: async () => null
    },
    push: (_name, payload) => void progress.push(payload),
    now: clock,
    sleep,
    skew: () => skew
  })
  return { start, unfinished, names, progress }
}

function input(from: 'live' | 'answer', paging = { reverse: 1, limit: 20, offset: 40 }) {
  // Rows without a time are asked for only where there is no bound.
  const parameters = from === 'live' ? { ...paging, start_time: '2020-01-01T00:00:00Z' } : paging
  return ExportInput.parse({ profileId: 'p', from, parameters, columns: ['job_id'] })
}

test('writes every row once, also when pages are short or overlap', async () => {
  const asked: unknown[] = []
  const { start, names, progress } = exporting(async ({ parameters }) => {
    asked.push(parameters)
    const { offset } = parameters
    const records = Array.from({ length: Math.min(50, 120 - offset) }, (_, index) => ({
      profileId: 'p',
      raw: { job_id: `j-${Math.max(0, offset + index - 1)}` }
    }))
    return { records, total: 120 }
  })
  const context = { signal: new AbortController().signal, callId: 'c' }
  const result = await start(input('live'), context)
  const path = join(folder, 'log.csv')
  expect(result).toEqual({ path, rows: 119, total: 120, bytes: statSync(path).size })
  expect(parse(readFileSync(path))).toHaveLength(120)
  expect(names).toEqual(['oplog-A-B-生产-20261120-140359.csv'])
  expect(asked[0]).toMatchObject({ offset: 0, limit: 100, reverse: 1 })
  expect(asked[0]).toHaveProperty('end_time')
  expect(progress.at(-1)).toEqual({
    callId: 'c',
    done: 119,
    total: 120,
    resumesAt: null,
    error: null
  })
})

test('rows that no longer match let none behind them slip by', async () => {
  let left = Array.from({ length: 250 }, (_, index) => `j-${index}`)
  const asked: number[] = []
  const { start } = exporting(async ({ parameters: { offset, limit } }) => {
    asked.push(offset)
    const found = left.slice(offset, offset + limit)
    const total = left.length
    // Half of those just read end, and all behind them move up.
    if (asked.length === 1) left = left.filter((_id, index) => index >= 100 || index % 2 === 0)
    return { records: found.map((jobId) => ({ profileId: 'p', raw: { job_id: jobId } })), total }
  })
  const result = await start(input('live'), { signal: new AbortController().signal, callId: 'c' })
  expect(result).toMatchObject({ rows: 250, total: 250 })
  expect(asked).toEqual([0, 100, 50, 150])
})

test('rows that begin to match where the pages had been are fetched after all', async () => {
  const shown = Array.from({ length: 150 }, (_, index) => `j-${index}`)
  let calls = 0
  const { start } = exporting(async ({ parameters: { offset, limit } }) => {
    const found = shown.slice(offset, offset + limit)
    const total = shown.length
    if (++calls === 1) shown.splice(10, 0, 'j-late')
    return { records: found.map((jobId) => ({ profileId: 'p', raw: { job_id: jobId } })), total }
  })
  const result = await start(input('live'), { signal: new AbortController().signal, callId: 'c' })
  expect(result).toMatchObject({ rows: 151 })
  const ids = (parse(readFileSync(join(folder, 'log.csv'))) as string[][]).flat().slice(1)
  expect(new Set(ids)).toEqual(new Set(shown))
})

test('a stored answer is asked with its own paging', async () => {
  const asked: unknown[] = []
  const { start } = exporting(async ({ parameters }) => {
    asked.push(parameters)
    return { records: [], total: 0 }
  })
  await start(input('answer'), { signal: new AbortController().signal, callId: 'c' })
  expect(asked).toEqual([{ reverse: 1, limit: 20, offset: 40 }])
})

test('pages of a stored answer that were loaded before the log grew are all written', async () => {
  // The first page was asked for once more since.
  const totals = [1020, 1000, 1000]
  const { start } = exporting(async ({ parameters: { offset } }) => {
    const total = totals[offset / 100]
    if (total === undefined) return { records: [], total: 0 }
    const records = Array.from({ length: 100 }, (_, index) => ({
      profileId: 'p',
      raw: { job_id: `j-${offset + index}` }
    }))
    return { records, total }
  })
  const query = input('answer', { reverse: 1, limit: 100, offset: 0 })
  const result = await start(query, { signal: new AbortController().signal, callId: 'c' })
  expect(result).toMatchObject({ rows: 300, total: 1020 })
})

test.each([
  // A minute is the most that a clock may be off.
  [null, 60_000],
  [0, 5_000],
  [-10 * 60_000, 5_000]
])(
  'a clock that is %j ms off cuts off no newest row, and lets in few later ones',
  async (skew, more) => {
    const ends: number[] = []
    const pages: Pages = async ({ parameters }) => {
      ends.push(Date.parse(parameters.end_time ?? ''))
      return { records: [], total: 0 }
    }
    const { start } = exporting(pages, { skew })
    await start(input('live'), { signal: new AbortController().signal, callId: 'c' })
    const serviceNow = now - (skew ?? 0)
    expect(ends[0]).toBe(serviceNow + more)
  }
)

test('where the quota is used up the export waits, says so, and goes on at the same page', async () => {
  let at = now
  const resumesAt = now + 45 * 60_000
  const asked: number[] = []
  const { start, progress } = exporting(
    async ({ parameters: { offset } }) => {
      asked.push(offset)
      if (offset === 100 && at < resumesAt) {
        throw new AppError('quota-exceeded', 'used up', { detail: { resumesAt } })
      }
      return { records: [{ profileId: 'p', raw: { job_id: `j-${offset}` } }], total: 101 }
    },
    { clock: () => at, sleep: async (ms) => void (at += ms) }
  )
  // Pages of one row each, so that the second begins behind the first.
  const result = await start(input('live'), { signal: new AbortController().signal, callId: 'c' })
  expect(result).toMatchObject({ rows: 101 })
  expect(asked.filter((offset) => offset === 100)).toHaveLength(2)
  const error = { code: 'quota-exceeded', message: 'used up', detail: { resumesAt } }
  expect(progress).toContainEqual({ callId: 'c', done: 100, total: 101, resumesAt, error })
})

/** A service of 250 rows whose page at 100 fails for a while. @param fails told how often it was asked for */
function gap(fails: (asked: number) => AppError | null) {
  let [at, asked] = [now, 0]
  const run = exporting(
    async ({ parameters: { offset, limit } }) => {
      const error = offset === 100 ? fails(++asked) : null
      if (error) throw error
      const ids = Array.from({ length: Math.min(limit, 250 - offset) }, (_, n) => offset + n)
      return {
        total: 250,
        records: ids.map((id) => ({ profileId: 'p', raw: { job_id: `j-${id}` } }))
      }
    },
    { clock: () => at, sleep: async (ms) => void (at += ms) }
  )
  return { ...run, passedMs: () => at - now, asked: () => asked }
}

const context = { signal: new AbortController().signal, callId: 'c' }

test.each([
  new AppError('unreachable', 'the network is gone'),
  new AppError('service-refused', 'busy', { detail: { retCode: 5100 } })
])(
  'an export waits for what passes by ($message), says so, and goes on at the same page',
  async (error) => {
    const { start, progress, passedMs } = gap((asked) => (asked <= 6 ? error : null))
    expect(await start(input('live'), context)).toMatchObject({ rows: 250, total: 250 })
    const waits = (progress as { resumesAt: number | null; error: unknown }[]).filter(
      ({ resumesAt }) => resumesAt !== null
    )
    const passed = waits.map(({ resumesAt }) => ((resumesAt ?? 0) - now) / 1000)
    expect(passed).toEqual([5, 15, 35, 75, 135, 195])
    expect(waits[0]).toMatchObject({ done: 100, total: 250, error: toWire(error) })
    expect(passedMs()).toBe(195_000)
  }
)

test('an export gives up after a quarter of an hour, however long the machine slept meanwhile', async () => {
  const error = new AppError('unreachable', 'the network is gone')
  const { start, passedMs } = gap(() => error)
  await expect(start(input('live'), context)).rejects.toBe(error)
  expect(passedMs() / 60_000).toBeCloseTo(15, 0)
  expect(readdirSync(folder)).toEqual([])
})

test('a wait for the quota takes nothing off the patience with a network that is gone', async () => {
  const hourMs = 60 * 60_000
  const used = new AppError('quota-exceeded', '', { detail: { resumesAt: now + hourMs } })
  const gone = new AppError('unreachable', 'the network is gone')
  const { start, passedMs } = gap((asked) => (asked === 1 ? used : asked < 9 ? gone : null))
  expect(await start(input('live'), context)).toMatchObject({ rows: 250 })
  expect(passedMs()).toBeGreaterThan(hourMs)
})

test('an export does not wait for what never passes, nor before its first page came', async () => {
  const denied = gap(() => new AppError('denied', 'no'))
  await expect(denied.start(input('live'), context)).rejects.toMatchObject({ code: 'denied' })
  const away = exporting(async () => {
    throw new AppError('unreachable', 'away')
  })
  await expect(away.start(input('live'), context)).rejects.toMatchObject({ code: 'unreachable' })
  expect([denied.passedMs(), denied.asked(), away.progress]).toEqual([0, 1, []])
})

test('an export that waits for the quota can be cancelled', async () => {
  const abort = new AbortController()
  const { start } = exporting(
    async () => {
      throw new AppError('quota-exceeded', 'used up', { detail: { resumesAt: now + 1 } })
    },
    { sleep: async () => abort.abort() }
  )
  const run = start(input('live'), { signal: abort.signal, callId: 'c' })
  await expect(run).rejects.toMatchObject({ code: 'aborted' })
  expect(readdirSync(folder)).toEqual([])
})

test('a file is unfinished while it is written, and no longer once that is cancelled', async () => {
  const abort = new AbortController()
  const seen: string[][] = []
  const { start, unfinished } = exporting(async ({ parameters: { offset } }) => {
    seen.push(unfinished())
    if (offset > 0) abort.abort()
    seen.push(unfinished())
    return { records: [{ profileId: 'p', raw: { job_id: `j-${offset}` } }], total: 2 }
  })
  const run = start(input('live'), { signal: abort.signal, callId: 'c' })
  await expect(run).rejects.toMatchObject({ code: 'aborted' })
  expect(seen).toEqual([['log.csv'], ['log.csv'], ['log.csv'], []])
  expect(unfinished()).toEqual([])
})

test('a file that is whole, or could not be had, keeps nobody from quitting', async () => {
  const whole = gap(() => null)
  await whole.start(input('live'), context)
  const failed = gap(() => new AppError('denied', 'no'))
  await expect(failed.start(input('live'), context)).rejects.toMatchObject({ code: 'denied' })
  expect([whole.unfinished(), failed.unfinished()]).toEqual([[], []])
})

test('where the save dialog is dismissed nothing is asked for, and nothing failed', async () => {
  let asked = 0
  const pages: Pages = async () => ({ records: [], total: asked++ })
  const { start } = exporting(pages, { path: null })
  expect(await start(input('live'), context)).toBeNull()
  expect(asked).toBe(0)
})

test('rows of a stored answer before its own first one do not count as lacking', async () => {
  const { start } = exporting(async ({ parameters: { offset, limit } }) => {
    // The page from 80 on was never loaded.
    const length = offset < 80 ? limit : 0
    const ids = Array.from({ length }, (_, index) => ({ job_id: `j-${offset + index}` }))
    return { records: ids.map((raw) => ({ profileId: 'p', raw })), total: 100 }
  })
  const result = await start(input('answer'), { signal: new AbortController().signal, callId: 'c' })
  expect(result).toMatchObject({ rows: 40, total: 60 })
})

test('a cancelled export leaves no file, even on its last page', async () => {
  const abort = new AbortController()
  const { start } = exporting(async () => {
    abort.abort()
    return { records: [{ profileId: 'p', raw: { job_id: 'j' } }], total: 1 }
  })
  const run = start(input('live'), { signal: abort.signal, callId: 'c' })
  await expect(run).rejects.toMatchObject({ code: 'aborted' })
  expect(readdirSync(folder)).toEqual([])
})

test('cells survive a reader, formulas are disarmed, numbers are not', () => {
  const cells = ['a\nb', 'c\rd', 'e\r\nf', 'g,h', 'i"j', '', '生产']
  expect(parse(csvLine(cells), { record_delimiter: '\r\n' })).toEqual([cells])
  for (const cell of ['=1', ' \u3000=1', '\u00a0@a', '\ufeff-a', '＝1', '\tx', '+a']) {
    expect(disarm(cell)).toBe(`'${cell}`)
  }
  for (const cell of ['-5', '+1.5', 'a=1', '']) expect(disarm(cell)).toBe(cell)
})

test('times are in the zone, unreadable ones and resource ids as received', () => {
  const raw = { create_time: '2022-04-06T01:26:33Z', status_time: 'soon', resource_ids: 'a  b' }
  const fields = ['create_time', 'status_time', 'resource_ids', 'task_count'] as const
  expect(cellsOf(raw, fields, 'Asia/Shanghai')).toEqual([
    '2022-04-06T09:26:33+08:00',
    'soon',
    'a  b',
    ''
  ])
})

test('a file is private, and a failed write leaves the old one', async () => {
  const path = join(folder, 'a')
  await writeAtomically(path, (write) => write('old'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const failure = new Error('stop')
  await expect(writeAtomically(path, () => Promise.reject(failure))).rejects.toBe(failure)
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['a'])
  const missing = writeAtomically(join(folder, 'none', 'a'), (write) => write('x'))
  await expect(missing).rejects.toMatchObject({ code: 'write-failed' })
})

/** A real small file system needs the right to mount one. */
function mountSmall(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a full disk is said, and nothing is left', async ({ skip }) => {
  if (!mountSmall()) return skip('a tmpfs cannot be mounted here')
  try {
    const run = writeAtomically(join(folder, 'a'), (write) => write('x'.repeat(1_000_000)))
    await expect(run).rejects.toMatchObject({ code: 'disk-full' })
    expect(readdirSync(folder)).toEqual([])
  } finally {
    execFileSync('umount', [folder])
  }
})
