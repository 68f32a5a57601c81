import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../../electron/services/ports'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { nodeFetch, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

/** Pages asked for by the window they belong to, in the order of the windows' first calls. */
function watched() {
  const windows = new Map<string, number[]>()
  let hold: Promise<unknown> | null = null
  const fetch: Fetch = async (url, init) => {
    const query = new URL(url).searchParams
    const [start, end, offset] = ['start_time', 'end_time', 'offset'].map((name) => query.get(name))
    if (start && end && query.get('limit') === '100') {
      const pages = windows.get(start) ?? []
      windows.set(start, [...pages, Number(offset) / 100])
      if (windows.size === 1 && offset === '100') await hold
    }
    return nodeFetch(url, init)
  }
  return {
    fetch,
    windows: () => [...windows.values()],
    /** Keeps the second page of the first window back. @returns what lets it go */
    holdBack: (): (() => void) => {
      let release: () => void = () => undefined
      hold = new Promise<void>((go) => (release = go))
      return release
    }
  }
}

test('the next window begins while a page of one is on its way, with as many pages as there are lanes', async () => {
  const { zone, clock } = await zones({ size: 9000, growthPerMinute: 0 })
  const { archive } = archives()
  const { fetch, windows, holdBack } = watched()
  const release = holdBack()
  const sync = syncs({ zone, clock, archive: archive.sync, fetch })
  const ended = sync.backfill()
  for (let before = -1; zone.requests.length !== before || windows().length < 2; await wait(200)) {
    before = zone.requests.length
  }
  const [first = [], second = [], ...others] = windows()
  expect(first.length).toBeGreaterThan(10)
  expect(second.toSorted()).toEqual([0, 1, 2, 3])
  expect(others).toEqual([])
  release()
  expect((await ended).coverage).toMatchObject({ complete: true, held: 9000 })
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
  // Each page of all windows was asked for once.
  for (const pages of windows()) expect(new Set(pages).size).toBe(pages.length)
})
