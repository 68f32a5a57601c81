import { expect, test, vi } from 'vitest'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import { useArchiveRows } from '../../renderer/composables/use-archive-rows'
import { fakeArchive } from '../support/held-rows'

const query = {
  selection: { profileIds: ['a'], parameters: initialParameters, filter: {} },
  order: { field: 'create_time' as const, descending: true },
  merged: false
}

test('the first page is fetched, its neighbour ahead of the scrolling, nothing else', async () => {
  const archive = fakeArchive(1_000_000)
  const rows = useArchiveRows(archive.page)
  await rows.run(query)
  expect(rows.source.count).toBe(1_000_000)
  expect(rows.source.rowAt(0)?.jobId).toBe('j-1000000')
  rows.source.need(0, 30)
  await vi.waitFor(() => expect(rows.source.rowAt(200)).not.toBeNull())
  expect(archive.asked).toEqual([{ row: 0 }, { row: 200 }])
})

test('a leap fetches what is in sight, nearest first, and what was met is let go in time', async () => {
  const archive = fakeArchive(1_000_000)
  const rows = useArchiveRows(archive.page)
  await rows.run(query)
  rows.source.need(599_990, 600_020)
  expect(rows.source.rowAt(600_000)).toBeNull()
  await vi.waitFor(() => expect(rows.source.rowAt(600_000)?.jobId).toBe('j-400000'))
  expect(rows.source.rowAt(599_990)?.jobId).toBe('j-400010')
  for (let first = 0; first < 60; first++) {
    rows.source.need(first * 200, first * 200 + 30)
    await vi.waitFor(() => expect(rows.source.rowAt(first * 200)).not.toBeNull())
  }
  expect(rows.source.rowAt(600_000)).toBeNull()
})

/** Somebody reads the rows from 1000 on, of 5000. */
async function readingRow1000() {
  const archive = fakeArchive(5000)
  const rows = useArchiveRows(archive.page)
  await rows.run(query)
  rows.source.need(1000, 1030)
  await vi.waitFor(() => expect(rows.source.rowAt(1000)).not.toBeNull())
  return { archive, rows, before: rows.source.rowAt(1000)?.jobId }
}

test('rows that come in above leave the ones in sight in place and are counted as unseen', async () => {
  const { archive, rows, before } = await readingRow1000()
  Object.assign(archive, { count: 5007, version: 2 })
  await rows.refresh()
  expect(rows.state).toMatchObject({ total: 5007, unseen: 7, moved: { by: 7, count: 1 } })
  expect(rows.source.rowAt(1007)?.jobId).toBe(before)
  rows.source.need(0, 30)
  expect(rows.state.unseen).toBe(0)
})

/** An archive that, once told to, answers when it is let go. */
function stoppable(count: number) {
  const archive = fakeArchive(count)
  let gate = Promise.resolve()
  const rows = useArchiveRows(async (input) => {
    await gate
    return archive.page(input)
  })
  /** @returns lets go what was asked since, and what will be */
  function stop(): () => void {
    let open: () => void = () => undefined
    gate = new Promise<void>((resolve) => (open = resolve))
    return () => {
      open()
      gate = Promise.resolve()
    }
  }
  return { archive, rows, stop }
}

test('who goes far while rows are brought up to date stays there', async () => {
  const { archive, rows, stop } = stoppable(5000)
  await rows.run(query)
  rows.source.need(0, 30)
  Object.assign(archive, { count: 5007, version: 2 })
  const release = stop()
  const refreshed = rows.refresh()
  rows.source.need(4970, 4999)
  release()
  await refreshed
  // The seven came in above the end as well.
  expect(rows.state.moved).toEqual({ by: 7, count: 1 })
  await vi.waitFor(() => expect(rows.source.rowAt(5006)?.jobId).toBe('j-1'))
})

test('who asks the same again stays at his row, and at the top gets the newest', async () => {
  const { archive, rows, before } = await readingRow1000()
  Object.assign(archive, { count: 5007, version: 2 })
  await rows.run(query, { keep: true, firstRow: 1000 })
  expect(rows.state).toMatchObject({ total: 5007, unseen: 7, moved: { by: 7, count: 1 } })
  expect(rows.source.rowAt(1007)?.jobId).toBe(before)
  rows.source.need(0, 30)
  Object.assign(archive, { count: 5009, version: 3 })
  await rows.run(query, { keep: true, firstRow: 0 })
  expect(rows.source.rowAt(0)?.jobId).toBe('j-5009')
  expect(rows.state).toMatchObject({ unseen: 0, moved: { by: 7, count: 1 } })
})

test('while one follows at the top, new rows push the others down', async () => {
  const archive = fakeArchive(50)
  const rows = useArchiveRows(archive.page, { letIn: () => true })
  await rows.run(query)
  Object.assign(archive, { count: 53, version: 2 })
  await rows.refresh()
  expect(rows.source.rowAt(0)?.jobId).toBe('j-53')
  expect(rows.state).toMatchObject({ unseen: 0, moved: { by: 0, count: 0 } })
})

test('the answer to a query that another overtook is dropped', async () => {
  const archive = fakeArchive(10)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let calls = 0
  const rows = useArchiveRows(async (input) => {
    if (++calls === 1) await held
    return archive.page(input)
  })
  const first = rows.run(query)
  const other = { ...query, order: { field: 'owner' as const, descending: false } }
  expect(await rows.run(other)).toBe(true)
  archive.count = 3
  release()
  expect(await first).toBe(false)
  expect(rows.state.total).toBe(10)
})

test('the rows of the last question stand while the next is answered at once, not for long', async () => {
  const { rows, stop } = stoppable(10)
  await rows.run(query)
  const release = stop()
  const other = rows.run({ ...query, order: { field: 'owner', descending: false } })
  expect(rows.state.answered).toBe(false)
  expect(rows.source.rowAt(0)).not.toBeNull()
  await vi.waitFor(() => expect(rows.source.count).toBe(0))
  expect(rows.source.rowAt(0)).toBeNull()
  release()
  expect(await other).toBe(true)
  expect(rows.source.count).toBe(10)
})

test('rows that come in while a question waits for its answer are shown soon after it', async () => {
  vi.useFakeTimers()
  const archive = fakeArchive(10)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const rows = useArchiveRows(async (input) => {
    const answer = await archive.page(input)
    await held
    return answer
  })
  const running = rows.run(query)
  Object.assign(archive, { count: 13, version: 2 })
  rows.refreshSoon()
  await vi.advanceTimersByTimeAsync(1000)
  release()
  expect(await running).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(rows.state).toMatchObject({ total: 13, version: 2 })
  vi.useRealTimers()
})

test('a place past the end shows the end', async () => {
  const archive = fakeArchive(450)
  const rows = useArchiveRows(archive.page)
  await rows.run(query, { keep: true, firstRow: 9000 })
  await rows.run(query, { keep: true, firstRow: 9000 })
  expect(rows.source.rowAt(449)?.jobId).toBe('j-1')
})

test('what was said of something else stands while rows come in, until one asks again', async () => {
  const archive = fakeArchive(10)
  const rows = useArchiveRows(archive.page)
  await rows.run(query)
  rows.fail(new AppError('read-failed', 'a file of profiles'))
  await rows.refresh()
  expect(rows.state).toMatchObject({ status: 'ready', error: { code: 'read-failed' } })
  await rows.run(query)
  expect(rows.state.error).toBeNull()
})

test('a refresh that failed is forgotten once one succeeds', async () => {
  const archive = fakeArchive(10)
  let failing = false
  const rows = useArchiveRows((input) =>
    failing ? Promise.reject(new AppError('archive-unavailable', 'gone')) : archive.page(input)
  )
  await rows.run(query)
  failing = true
  await rows.refresh()
  expect(rows.state.error).toMatchObject({ code: 'archive-unavailable' })
  failing = false
  await rows.refresh()
  expect(rows.state.error).toBeNull()
})

test('a refresh that another question cut short does not keep later ones away', async () => {
  const { archive, rows, stop } = stoppable(10)
  await rows.run(query)
  const release = stop()
  void rows.refresh()
  release()
  await rows.run({ ...query, order: { field: 'owner', descending: false } })
  Object.assign(archive, { count: 12, version: 2 })
  await rows.refresh()
  expect(rows.state.total).toBe(12)
})

/** An archive that can be read or not, and how often it was asked. */
function fallible(count: number) {
  const archive = fakeArchive(count)
  const state = { failing: true, calls: 0 }
  const rows = useArchiveRows((input) => {
    state.calls++
    if (!state.failing) return archive.page(input)
    return Promise.reject(new AppError('archive-unavailable', 'locked'))
  })
  return { archive, rows, state }
}

test('an archive that could not be read is shown once something comes in and it can', async () => {
  const { rows, state } = fallible(10)
  expect(await rows.run(query)).toBe(false)
  await rows.refresh()
  expect(rows.state).toMatchObject({ status: 'failed', error: { code: 'archive-unavailable' } })
  state.failing = false
  await rows.refresh()
  expect(rows.state).toMatchObject({ status: 'ready', answered: true, error: null, total: 10 })
  expect(rows.source.rowAt(0)?.jobId).toBe('j-10')
})

test('one that fails when it is asked again keeps the reader at his row once it can be read', async () => {
  const { archive, rows, state } = fallible(1000)
  state.failing = false
  await rows.run(query)
  rows.source.need(600, 630)
  await vi.waitFor(() => expect(rows.source.rowAt(600)).not.toBeNull())
  const before = rows.source.rowAt(600)
  state.failing = true
  await rows.run(query, { keep: true })
  Object.assign(archive, { count: 1007, version: 2 })
  state.failing = false
  await rows.refresh()
  expect(rows.state).toMatchObject({ status: 'ready', error: null, moved: { by: 7 } })
  expect(rows.source.rowAt(607)).toEqual(before)
})

test('what was said of something else stands when an archive can be read again', async () => {
  const { rows, state } = fallible(10)
  await rows.run(query)
  rows.fail(new AppError('invalid-parameter', 'start_time'))
  await rows.refresh()
  state.failing = false
  await rows.refresh()
  expect(rows.state).toMatchObject({ status: 'ready', total: 10 })
  expect(rows.state.error).toMatchObject({ code: 'invalid-parameter' })
})

test('an archive that cannot be read is not asked at each row that comes in', async () => {
  vi.useFakeTimers()
  const { rows, state } = fallible(10)
  await rows.run(query)
  state.calls = 0
  for (let ms = 0; ms < 6000; ms += 100) {
    rows.refreshSoon()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(state.calls).toBeGreaterThan(1)
  expect(state.calls).toBeLessThan(5)
  vi.useRealTimers()
})

test('a page that comes at the second try is no failure any more', async () => {
  const archive = fakeArchive(2000)
  let isAway = false
  const rows = useArchiveRows(async (input) => {
    if (isAway) throw new AppError('archive-unavailable', 'It was started anew.')
    return archive.page(input)
  })
  await rows.run(query)
  isAway = true
  rows.source.need(600, 620)
  await vi.waitFor(() => expect(rows.state.error).toMatchObject({ code: 'archive-unavailable' }))
  isAway = false
  await vi.waitFor(() => expect(rows.source.rowAt(600)).not.toBeNull(), { timeout: 5000 })
  expect(rows.state.error).toBeNull()
})

/** A question with ages, counted anew a little later each time; its rows say from when. */
function aging() {
  const archive = fakeArchive(5000)
  const moments: unknown[] = []
  const recounted: unknown[] = []
  let now = 1
  /** What the answers to questions of the first moment wait for. */
  let held = Promise.resolve()
  const counted = (at: number) => ({
    ...query,
    selection: { ...query.selection, filter: { stuck: 1 }, at }
  })
  const rows = useArchiveRows(
    async (input) => {
      const { at } = input.selection
      moments.push(at)
      if (at === 1) await held
      const answer = await archive.page(input)
      return { ...answer, rows: answer.rows.map((row) => ({ ...row, owner: `at ${at}` })) }
    },
    {
      recount: () => counted(++now),
      recounted: ({ selection }) => recounted.push(selection.at)
    }
  )
  const hold = () => {
    let release: () => void = () => undefined
    held = new Promise<void>((resolve) => (release = resolve))
    return release
  }
  return { rows, moments, recounted, hold, run: () => rows.run(counted(now)) }
}

test('pages of one question are counted from one moment, a refresh from another', async () => {
  const { rows, moments, recounted, run } = aging()
  await run()
  rows.source.need(1000, 1030)
  await vi.waitFor(() => expect(rows.source.rowAt(1200)).not.toBeNull())
  await rows.source.range({ index: 0, row: null }, { index: 4000, row: null })
  expect(new Set(moments.splice(0))).toEqual(new Set([1]))
  expect(recounted).toEqual([])
  await rows.refresh()
  rows.source.need(2000, 2030)
  await vi.waitFor(() => expect(rows.source.rowAt(2000)).not.toBeNull())
  expect(new Set(moments)).toEqual(new Set([2]))
  expect(recounted).toEqual([2])
})

test('a page that was counted from before a refresh does not come between its rows', async () => {
  const { rows, hold, run } = aging()
  await run()
  const release = hold()
  rows.source.need(1000, 1030)
  await rows.refresh()
  expect(rows.source.rowAt(1000)?.owner).toBe('at 2')
  release()
  await vi.waitFor(() => expect(rows.source.rowAt(1200)).not.toBeNull())
  expect(new Set(rows.source.held().map(({ owner }) => owner))).toEqual(new Set(['at 2']))
})

test('the same question of a later moment leaves the reader where he is', async () => {
  const { rows, run } = aging()
  await run()
  rows.source.need(1000, 1030)
  await vi.waitFor(() => expect(rows.source.rowAt(1000)).not.toBeNull())
  const later = { ...query, selection: { ...query.selection, filter: { stuck: 1 }, at: 9 } }
  await rows.run(later, { keep: true })
  expect(rows.source.rowAt(1000)?.owner).toBe('at 9')
})

test('a page that failed for another question is not asked for twice in this one', async () => {
  vi.useFakeTimers()
  const archive = fakeArchive(5000)
  let isAway = false
  let asked = 0
  const rows = useArchiveRows(({ start, ...input }) => {
    if (!start || !('row' in start) || start.row !== 1000) return archive.page({ start, ...input })
    asked++
    // Slow, the second time.
    return isAway ? Promise.reject(new AppError('archive-unavailable', '')) : new Promise(() => {})
  })
  const see = () => rows.source.need(1000, 1030)
  await rows.run(query)
  isAway = true
  see()
  await vi.advanceTimersByTimeAsync(100)
  isAway = false
  const filter = { is: { status: ['failed'] } }
  await rows.run({ ...query, selection: { ...query.selection, filter } })
  see()
  expect(asked).toBe(2)
  await vi.advanceTimersByTimeAsync(2000)
  see()
  expect(asked).toBe(2)
  rows.stop()
  vi.useRealTimers()
})
