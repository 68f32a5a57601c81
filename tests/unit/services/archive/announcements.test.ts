import { expect, test } from 'vitest'
import { keepRows } from '../../../support/held'
import { rawRow, useArchives } from './harness'

const start = useArchives()
const border = Date.parse('2026-11-23T04:00:00Z')

function failed(jobId: string, status_time: string) {
  return rawRow(jobId, { status: 'failed', create_time: status_time, status_time })
}

test('a job is announced, and due, once for each reason', async () => {
  const { sync } = start().archive
  expect(await sync.announce('p', 'failed', ['a', 'b', 'a'])).toEqual(['a', 'b'])
  expect(await sync.announce('p', 'failed', ['b', 'c'])).toEqual(['c'])
  expect(await sync.announce('p', 'stuck', ['b'])).toEqual(['b'])
  expect(await sync.due('p')).toEqual({ failed: ['c', 'b', 'a'], stuck: ['b'] })
  await sync.told('p', { failed: ['a', 'c'], stuck: [] })
  expect(await sync.due('p')).toEqual({ failed: ['b'], stuck: ['b'] })
  expect(await sync.announce('p', 'failed', ['a', 'b', 'c'])).toEqual([])
  expect(await sync.due('p')).toEqual({ failed: ['b'], stuck: ['b'] })
})

test('a row is due where it failed since the last look, or was held and ran', async () => {
  const { archive } = start()
  const due = async () => (await archive.sync.due('p')).failed
  const running = rawRow('j-ran', { status: 'pending', status_time: '2026-11-01T00:00:00Z' })
  await keepRows(archive, 'p', [running, failed('j-first', '2026-11-23T03:59:59Z')])
  // Before the first look everything is history.
  expect(await due()).toEqual([])

  await archive.sync.mark('p', null, { lookedUntil: border })
  await keepRows(archive, 'p', [
    failed('j-first', '2026-11-23T03:59:59Z'),
    failed('j-old', '2026-11-23T03:54:59Z'),
    failed('j-late', '2026-11-23T03:55:00Z'),
    failed('j-new', '2026-11-23T04:10:00Z'),
    // Of one that does not say when it failed, when it began tells.
    { ...failed('j-begun', '2026-11-23T04:10:00Z'), status_time: null },
    rawRow('j-good', { status_time: '2026-11-23T04:10:00Z' })
  ])
  expect(await due()).toEqual(['j-begun', 'j-new', 'j-late'])
  await keepRows(archive, 'p', [failed('j-ran', '2026-11-02T00:00:00Z')])
  expect(await due()).toEqual(['j-ran', 'j-begun', 'j-new', 'j-late'])

  // Said once, whatever becomes of it.
  await archive.sync.announce('p', 'failed', await due())
  await archive.sync.told('p', await archive.sync.due('p'))
  await keepRows(archive, 'p', [rawRow('j-new', { status_time: '2026-11-23T04:11:00Z' })])
  await keepRows(archive, 'p', [failed('j-new', '2026-11-23T04:12:00Z')])
  expect(await due()).toEqual([])
})

test('what is due outlives the process', async () => {
  const { archive, folder, pids } = start()
  await archive.sync.mark('p', null, { lookedUntil: border })
  await keepRows(archive, 'p', [failed('j-new', '2026-11-23T04:10:00Z')])
  process.kill(pids[0] ?? 0, 'SIGKILL')
  expect(await start(folder).archive.sync.due('p')).toEqual({ failed: ['j-new'], stuck: [] })
})
