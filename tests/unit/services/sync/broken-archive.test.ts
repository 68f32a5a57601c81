import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import type { SyncArchive } from '../../../../electron/services/ports'
import { read } from '../../../support/processes'
import { heldRecords, shownRecords } from '../../../support/same-log'
import { useArchives } from '../archive/harness'
import { isAtRest, memoryWishes, useSyncs, useZones } from './harness'

const archives = useArchives()
const zones = useZones()
const syncs = useSyncs()

/** An archive with the whole history, its file closed and then damaged, amid its rows or as a whole. */
async function damaged(paused: boolean, spoil: (path: string) => void = spoilRows) {
  const { zone, clock } = await zones({ size: 3000 })
  const wishes = memoryWishes()
  const before = archives()
  const first = syncs({ zone, clock, wishes, archive: before.archive.sync })
  expect((await first.backfill()).coverage).toMatchObject({ complete: true, held: 3000 })
  if (paused) await first.settled(first.pause())
  await first.sync.close()
  await before.archive.close()
  spoil(before.path('p'))
  const { archive, notices } = archives(before.folder)
  return { zone, clock, wishes, archive, notices }
}

function spoilRows(path: string): void {
  const database = new DatabaseSync(path)
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
  const page = Number(root.get('operations')?.rootpage)
  database.close()
  const content = readFileSync(path)
  content.fill(0xff, (page - 1) * 4096, page * 4096)
  writeFileSync(path, content)
}

function spoilAll(path: string): void {
  writeFileSync(path, 'this is no database '.repeat(500))
}

/**
 * The process dies, and what it leaves behind is no database, not even by its log. Waits without giving
 * way: the next call would start another process on the file that is still whole.
 */
function breakUnderWay(pids: readonly number[], path: string): void {
  const pid = pids.at(-1) ?? 0
  process.kill(pid, 'SIGKILL')
  while (/\) [^Z]/.test(read(pid, 'stat').toString()));
  rmSync(`${path}-wal`, { force: true })
  spoilAll(path)
}

test.each([
  ['the sync', spoilRows, false],
  ['the window', spoilAll, true]
])(
  'a history whose file is found broken at the start by %s is fetched again by itself',
  async (_who, spoil, isSearched) => {
    const { zone, clock, wishes, archive, notices } = await damaged(false, spoil)
    if (isSearched) await archive.record('p', 'j-none')
    const sync = syncs({ zone, clock, wishes, archive: archive.sync })
    await sync.settled(sync.sync.resume())
    await clock.until(async () => {
      const state = await sync.state()
      return isAtRest(state) && state.coverage.complete
    })
    expect(notices.map(({ code }) => code)).toEqual(['archive-broken'])
    expect((await sync.state()).coverage).toMatchObject({ complete: true, held: 3000 })
  }
)

test('one that was paused stays paused, and goes on when asked', async () => {
  const { zone, clock, wishes, archive, notices } = await damaged(true)
  const sync = syncs({ zone, clock, wishes, archive: archive.sync })
  await sync.settled(sync.sync.resume())
  const asked = zone.requests.length
  await clock.pass(3_600_000)
  expect(notices).toHaveLength(1)
  expect(await sync.state()).toMatchObject({ phase: 'paused', coverage: { held: 0 } })
  expect(zone.requests).toHaveLength(asked)
  expect((await sync.backfill()).coverage).toMatchObject({ complete: true, held: 3000 })
})

test('nothing is fetched where nobody wanted the history', async () => {
  const { zone, clock, archive } = await damaged(false)
  const sync = syncs({ zone, clock, archive: archive.sync })
  await sync.settled(sync.sync.resume())
  await clock.pass(3_600_000)
  expect((await sync.state()).coverage).toMatchObject({ complete: false, held: 0 })
})

test('a running sync notices that its rows are gone, and leaves no hole', async () => {
  const { zone, clock } = await zones({ size: 9000 })
  const { archive, notices, path, pids } = archives()
  let stores = 0
  const breaking: SyncArchive = {
    ...archive.sync,
    store: (...input) => {
      // Amid the history, with windows that are marked and one that is not.
      if (++stores === 6) breakUnderWay(pids, path('p'))
      return archive.sync.store(...input)
    }
  }
  const sync = syncs({ zone, clock, archive: breaking })
  await sync.settled(sync.start())
  await clock.until(async () => {
    const state = await sync.state()
    return isAtRest(state) && state.coverage.complete
  })
  expect(notices.map(({ code }) => code)).toEqual(['archive-broken'])
  await sync.settled(sync.newest())
  expect(await heldRecords(archive)).toEqual(shownRecords(zone, clock.now()))
})

test('damage met while nothing is under way is mended without a look or a click', async () => {
  const { zone, clock } = await zones({ size: 2000 })
  const { archive, notices, path, pids } = archives()
  const sync = syncs({ zone, clock, archive: archive.sync })
  await sync.backfill()
  breakUnderWay(pids, path('p'))
  await archive.record('p', 'j-none')
  await clock.until(async () => {
    const state = await sync.state()
    return isAtRest(state) && state.coverage.complete && state.coverage.held === 2000
  })
  expect(notices).toHaveLength(1)
  expect((await heldRecords(archive)).size).toBe(2000)
})

test('a disk that is full for a while as a broken archive is begun anew ends nothing for good', async () => {
  const { zone, clock } = await zones({ size: 2000 })
  const { archive, path, pids } = archives()
  let fullUntil = 0
  const full: SyncArchive = {
    ...archive.sync,
    mark: async (...input) => {
      if (clock.now() < fullUntil) throw new AppError('disk-full', 'no space left')
      return archive.sync.mark(...input)
    }
  }
  const sync = syncs({ zone, clock, archive: full })
  await sync.backfill()
  breakUnderWay(pids, path('p'))
  fullUntil = clock.now() + 90_000
  await archive.record('p', 'j-none')
  await clock.until(async () => {
    const state = await sync.state()
    return isAtRest(state) && state.coverage.complete && state.coverage.held === 2000
  })
  expect(clock.now()).toBeGreaterThan(fullUntil)
  expect((await sync.state()).phase).toBe('idle')
})
