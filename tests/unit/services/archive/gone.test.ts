import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createArchiveFile } from '../../../../electron/services/archive/archive-file'
import { migrate } from '../../../../electron/services/archive/migrations'
import { toUtf8 } from '../../../../electron/services/utf8'
import { keepRows, searchHeld } from '../../../support/held'
import { query, rawRow, useArchives, type Started } from './harness'

const start = useArchives()
const running = rawRow('j-gone', { status: 'pending', status_time: null })
const at = 1_700_000_000_000

async function shown({ archive }: Started) {
  const { rows, version } = await searchHeld(archive, 'p', query())
  return { version, gone: rows.map(({ jobId, goneAt }) => [jobId, goneAt]) }
}

test('a row the service has no more says since when, until it is sent again', async () => {
  const first = start()
  await keepRows(first.archive, 'p', [rawRow('j-there'), running])
  const before = await shown(first)
  expect(before.gone).toEqual([
    ['j-there', undefined],
    ['j-gone', undefined]
  ])
  expect(await first.archive.sync.noteGone('p', 'j-gone', at)).toBe(true)
  // Missed again and again, it is missing since the first time.
  expect(await first.archive.sync.noteGone('p', 'j-gone', at + 1)).toBe(false)
  const after = await shown(first)
  expect(after.gone[1]).toEqual(['j-gone', at])
  // The window asks again for what is in sight where the version is another one.
  expect(after.version).not.toBe(before.version)
  expect(await first.archive.sync.pending('p')).toMatchObject([{ jobId: 'j-gone', goneAt: at }])
  expect(await first.archive.record('p', 'j-gone')).toBe(JSON.stringify(running))

  process.kill(first.pids[0] ?? 0, 'SIGKILL')
  const second = start(first.folder)
  expect((await shown(second)).gone[1]).toEqual(['j-gone', at])
  const { version } = await shown(second)
  // The same as it was, but there.
  await keepRows(second.archive, 'p', [running])
  expect((await shown(second)).gone[1]).toEqual(['j-gone', undefined])
  expect((await shown(second)).version).not.toBe(version)
  expect(await second.archive.sync.noteGone('p', 'j-gone', at + 2)).toBe(true)
})

test('what is undone leaves it as it was', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const file = createArchiveFile(database)
  const page = { job_set: [running], ret_code: 0, total_count: 1 }
  const body = toUtf8(JSON.stringify(page))
  file.store({ body, at, answer: null })
  file.noteGone('j-gone', at)
  database.exec(`CREATE TRIGGER refuse BEFORE DELETE ON gone BEGIN SELECT raise(ABORT, 'no'); END`)
  expect(() => file.store({ body, at, answer: null })).toThrow('no')
  expect(file.pending()).toMatchObject([{ goneAt: at }])
  database.exec('DROP TRIGGER refuse')
  file.store({ body, at, answer: null })
  expect(file.pending()).toMatchObject([{ goneAt: null }])
  file.close()
})

test('a row is there again also where the same answer comes again as it was', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const file = createArchiveFile(database)
  const body = toUtf8(JSON.stringify({ job_set: [running] }))
  const answer = { parameters: query(), total: 1 }
  file.store({ body, at, answer })
  file.noteGone('j-gone', at + 1)
  expect(file.pending()).toMatchObject([{ goneAt: at + 1 }])
  file.store({ body, at: at + 2, answer })
  expect(file.pending()).toMatchObject([{ goneAt: null }])
  file.close()
})

test('two processes agree on what is gone', async () => {
  const one = start()
  await keepRows(one.archive, 'p', [running])
  const two = start(one.folder)
  expect((await shown(two)).gone).toEqual([['j-gone', undefined]])
  await one.archive.sync.noteGone('p', 'j-gone', at)
  expect((await shown(two)).gone).toEqual([['j-gone', at]])
  await keepRows(two.archive, 'p', [running])
  expect((await shown(one)).gone).toEqual([['j-gone', undefined]])
})
