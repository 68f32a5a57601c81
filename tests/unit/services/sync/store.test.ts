import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createGate } from '../../../../electron/services/sync/gate'
import { createStore, noChanges, together } from '../../../../electron/services/sync/store'
import { toUtf8 } from '../../../../electron/services/utf8'
import { rawRow, useArchives } from '../archive/harness'

const archives = useArchives()
const longMs = 60_000

/** A store of a backfill whose pages wait for others as good as for ever. @returns it and the size of each transaction */
function begin() {
  const { archive } = archives()
  const sizes: number[] = []
  let isHeld = true
  const watched: typeof archive.sync = {
    ...archive.sync,
    store: async (profileId, ...pages) => {
      sizes.push(pages.length)
      while (isHeld) await wait(1)
      return archive.sync.store(profileId, ...pages)
    }
  }
  const stop = new AbortController()
  const sleep = async (_ms: number, signal: AbortSignal) => {
    await wait(longMs, undefined, { signal }).catch(() => undefined)
  }
  const changes = noChanges()
  const gate = createGate({
    now: Date.now,
    sleep,
    quotaFreeAt: () => 0,
    changed: () => undefined
  })
  const gathering = { sleep, signal: stop.signal }
  const store = createStore({ archive: watched, profileId: 'p', gate, gathering, changes })
  let next = 0
  const put = (count: number) =>
    Array.from({ length: count }, () => {
      const rows = [rawRow(`j-${next++}`)]
      const body = toUtf8(JSON.stringify({ ret_code: 0, total_count: 1, job_set: rows }))
      return store({ body, rows, total: 1, at: 1, roundTripMs: 1, skewMs: 0 })
    })
  return { store, put, sizes, changes, letGo: () => (isHeld = false), stop: () => stop.abort() }
}

test('pages that end a window do not wait for others, whatever comes after them', async () => {
  const { store, put, sizes, changes, letGo, stop } = begin()
  const [first] = put(1)
  store.flush()
  const second = put(2)
  store.flush()
  // The next window begins before the archive is free again.
  const [later] = put(1)
  letGo()
  await Promise.all([first, ...second])
  expect(sizes).toEqual([1, 3])
  await later
  expect(changes).toEqual({ added: 4, changed: 0 })
  stop()
})

test('where what waited for others has gone before them, nothing is stored', async () => {
  const { store, put, sizes, letGo, stop } = begin()
  const first = put(1)
  store.flush()
  const second = put(2)
  store.flush()
  const later = put(1)
  letGo()
  await Promise.all([...first, ...second, ...later])
  stop()
  await wait(20)
  expect(sizes).toEqual([1, 3])
})

test('pages of a stream wait until they are enough, and share transactions of a bounded size', async () => {
  const { put, sizes, letGo, stop } = begin()
  const few = put(5)
  await wait(20)
  expect(sizes).toEqual([])
  const many = put(together * 2)
  letGo()
  // What is left at the end is too few, and goes because the work stops.
  stop()
  await Promise.all([...few, ...many])
  expect(sizes[0]).toBeGreaterThan(few.length)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(together)
  expect(sizes.length).toBeLessThan(5)
})
