import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createArchive } from '../../../../electron/services/archive/client'
import { query, rawRow, useArchives } from './harness'
import { keepRows, searchHeld } from '../../../support/held'

const start = useArchives()

const batch = (n: number) =>
  Array.from({ length: 100 }, (_, row) => rawRow(`j-${n}-${row}`, { resource_ids: `cl-${row}` }))

test('a killed process loses nothing it had acknowledged', async () => {
  const { archive, pids } = start()
  let acknowledged = 0
  const stores = Array.from({ length: 60 }, (_, n) =>
    keepRows(archive, 'p', batch(n), null).then(() => {
      acknowledged++
      if (acknowledged === 20) process.kill(pids.at(-1) ?? 0, 'SIGKILL')
    })
  )
  await Promise.all(stores)
  expect(pids).toHaveLength(2)
  expect((await searchHeld(archive, 'p', query(), '')).total).toBe(6000)
})

test('calls go on after the process died between them, more than once', async () => {
  const { archive, pids } = start()
  await keepRows(archive, 'p', batch(0), null)
  for (const deaths of [1, 2, 3]) {
    process.kill(pids.at(-1) ?? 0, 'SIGKILL')
    expect((await searchHeld(archive, 'p', query(), '')).total).toBe(100)
    expect(pids).toHaveLength(deaths + 1)
  }
})

test('after a death no version comes again, though as much was stored as before it', async () => {
  const { archive, pids } = start()
  const versionOfPage = async () => (await searchHeld(archive, 'p', query())).version
  const versions: number[] = []
  for (const n of [0, 1, 2, 3]) {
    if (n === 2) process.kill(pids.at(-1) ?? 0, 'SIGKILL')
    await keepRows(archive, 'p', batch(n), null)
    versions.push(await versionOfPage())
  }
  expect(pids).toHaveLength(2)
  expect(new Set(versions).size).toBe(4)
  // Where nothing changes pages go on fitting together.
  expect(await versionOfPage()).toBe(versions.at(-1))
})

test('a read made after a write that is still under way sees it', async () => {
  const { archive } = start()
  const stored = keepRows(archive, 'p', batch(0), null)
  const { total } = await searchHeld(archive, 'p', query(), '')
  expect(total).toBe(100)
  await stored
})

test('closing waits for what was asked before', async () => {
  const first = start()
  const stored = Promise.all([0, 1, 2, 3].map((n) => keepRows(first.archive, 'p', batch(n), null)))
  await first.archive.close()
  await stored
  const second = start(first.folder)
  expect((await searchHeld(second.archive, 'p', query(), '')).total).toBe(400)
})

test('after closing every call is refused, and closing again does nothing', async () => {
  const { archive } = start()
  await archive.record('p', 'j-1')
  await archive.close()
  await archive.close()
  await expect(archive.record('p', 'j-1')).rejects.toMatchObject({ code: 'archive-unavailable' })
})

test('a process that dies at every start makes the archive unavailable, not the app hang', async () => {
  let starts = 0
  const archive = createArchive({
    spawn: () => {
      starts++
      return {
        post: () => undefined,
        onMessage: () => undefined,
        onExit: (listener) => void wait(5).then(listener),
        kill: () => undefined
      }
    },
    folder: '/nowhere',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined }
  })
  await expect(searchHeld(archive, 'p', query(), '')).rejects.toMatchObject({
    code: 'archive-unavailable'
  })
  expect(starts).toBe(2)
})
