import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { RawOperation } from '#shared/operation'
import { createArchiveFile } from '../../../../electron/services/archive/archive-file'
import { migrate } from '../../../../electron/services/archive/migrations'
import { normalize } from '../../../../electron/services/records'
import { toUtf8 } from '../../../../electron/services/utf8'
import { query, rawRow, useArchives } from './harness'
import { oddRows } from './odd-rows'
import { keepRows, searchHeld, recordsHeld } from '../../../support/held'

const start = useArchives()
const later = '2022-04-06T01:30:00Z'

async function stateOf(first: RawOperation, second: RawOperation): Promise<unknown> {
  const { archive } = start()
  await keepRows(archive, 'p', [first], null)
  await keepRows(archive, 'p', [second], null)
  return JSON.parse((await archive.record('p', 'j-1')) ?? 'null')
}

describe('a job seen twice', () => {
  test('is in the state of the later status time, whichever came first', async () => {
    const pending = rawRow('j-1', { status: 'pending' })
    const ended = rawRow('j-1', { status: 'failed', status_time: later, error_codes: '1400' })
    expect(await stateOf(pending, ended)).toEqual(ended)
    expect(await stateOf(ended, pending)).toEqual(ended)
  })

  test('ends also where the clock of who ended it was a little behind', async () => {
    const at = (second: number) => ({ status_time: `2022-04-06T01:27:${second}Z` })
    const pending = rawRow('j-1', { status: 'pending', ...at(40) })
    const ended = rawRow('j-1', { status: 'failed', ...at(38) })
    expect(await stateOf(pending, ended)).toEqual(ended)
    expect(await stateOf(ended, pending)).toEqual(ended)
    // What was taken up again long after that runs, and a status nobody described may be one before it does.
    const again = rawRow('j-1', { status: 'pending', ...at(48) })
    expect(await stateOf(ended, again)).toEqual(again)
    const queued = rawRow('j-1', { status: 'queued', ...at(38) })
    expect(await stateOf(queued, pending)).toEqual(pending)
  })

  test('does not go back from ended where the times are equal or missing', async () => {
    for (const status_time of ['2022-04-06T01:27:40Z', null]) {
      const ended = rawRow('j-1', { status_time })
      expect(await stateOf(ended, rawRow('j-1', { status: 'pending', status_time }))).toEqual(ended)
    }
  })

  test('is not overwritten by a record that does not say when it was', async () => {
    const poor = { job_id: 'j-1', create_time: '2022-04-06T01:26:33Z', status: 'successful' }
    expect(await stateOf(rawRow('j-1'), poor)).toEqual(rawRow('j-1'))
    const pending = rawRow('j-1', { status: 'pending' })
    expect(await stateOf(pending, { ...poor, status: 'pending' })).toEqual(pending)
    expect(await stateOf(poor, rawRow('j-1'))).toEqual(rawRow('j-1'))
    // It ends it all the same, whichever came first.
    expect(await stateOf(pending, poor)).toEqual(poor)
    expect(await stateOf(poor, pending)).toEqual(poor)
  })

  test('is as received last where nothing else tells', async () => {
    const second = rawRow('j-1', { owner: 'usr-2' })
    expect(await stateOf(rawRow('j-1'), second)).toEqual(second)
  })

  test('is found by its new resources only', async () => {
    const { archive } = start()
    await keepRows(archive, 'p', [rawRow('j-1')], null)
    await keepRows(
      archive,
      'p',
      [rawRow('j-1', { resource_ids: 'cl-ccc', status_time: later })],
      null
    )
    const found = async (resource_ids: string) =>
      (await searchHeld(archive, 'p', query({ resource_ids }), '')).total
    expect(await found('cl-ccc')).toBe(1)
    expect(await found('cl-aaa')).toBe(0)
  })
})

describe('the record as received', () => {
  test.for(Object.entries(oddRows))('comes back to the byte: %s', async ([, raw]) => {
    const { archive } = start()
    await keepRows(archive, 'p', [raw], null)
    expect(await archive.record('p', 'j-1')).toBe(JSON.stringify(raw))
    const { records } = await recordsHeld(archive, 'p', query(), '')
    expect(JSON.stringify(records)).toBe(JSON.stringify([raw]))
    const { rows } = await searchHeld(archive, 'p', query(), '')
    expect(rows).toEqual([{ ...normalize(raw), profileId: 'p' }])
  })

  test('is held as columns alone where they give it back', async () => {
    const { archive, path } = start()
    await keepRows(archive, 'p', [rawRow('j-1'), rawRow('j-2', { extra: 1 })], null)
    await archive.close()
    const database = new DatabaseSync(path('p'))
    const shapes = database.prepare(
      `SELECT text FROM operations o JOIN texts t ON t.id = o.shape ORDER BY o.job_id`
    )
    const [plain, extra] = shapes.all().map(({ text }) => JSON.parse(String(text)) as unknown[])
    expect(plain).toEqual(Object.keys(rawRow('j-1')))
    expect(extra).toEqual([...Object.keys(rawRow('j-2')), ['extra', 1]])
    database.close()
  })

  test('is null for a job that is not held', async () => {
    expect(await start().archive.record('p', 'j-9')).toBeNull()
  })

  test('is kept without an id too', async () => {
    const { archive } = start()
    const raw = { status: 'failed', owner: 'usr-x' }
    await keepRows(archive, 'p', [raw], null)
    expect(await archive.record('p', normalize(raw).jobId)).toBe(JSON.stringify(raw))
  })

  test('is another one where the ids differ in what SQLite cannot hold only', async () => {
    const { archive } = start()
    const ids = ['j-\ud800', 'j-\ud801', 'j-\0', 'j-\ufffd', 'j-']
    const first = ids.map((id) => rawRow(id, { status: 'pending', status_time: null }))
    await keepRows(archive, 'p', first)
    // A job without an id of its own is known again in its next state.
    const last = ids.map((id) => rawRow(id))
    expect(await keepRows(archive, 'p', last)).toMatchObject({ added: 0, changed: ids.length })
    const { rows } = await searchHeld(archive, 'p', query(), '')
    expect(new Set(rows.map(({ jobId }) => jobId))).toEqual(
      new Set(last.map((raw) => normalize(raw).jobId))
    )
    expect(rows).toHaveLength(ids.length)
    for (const raw of last) {
      expect(await archive.record('p', normalize(raw).jobId)).toBe(JSON.stringify(raw))
    }
  })
})

describe('an answer', () => {
  test('is given to exactly its query, in its order, whatever order the parameters came in', async () => {
    const { archive } = start()
    const rows = [rawRow('j-2'), rawRow('j-1'), rawRow('j-3')]
    const parameters = query({ status: 'successful', verbose: 1 })
    await keepRows(archive, 'p', rows, { parameters, total: 250, at: 5000 })
    const turned = Object.fromEntries(Object.entries(parameters).reverse()) as typeof parameters
    expect(await archive.answer('p', turned)).toEqual({
      rows: rows.map(normalize),
      total: 250,
      at: 5000
    })
    for (const other of [{ offset: 100 }, { limit: 10 }, { reverse: 0 }, { status: 'failed' }]) {
      expect(await archive.answer('p', { ...parameters, ...other })).toBeNull()
    }
    expect(await archive.answer('q', parameters)).toBeNull()
  })

  test('is replaced by a newer one, and may be empty', async () => {
    const { archive } = start()
    await keepRows(archive, 'p', [rawRow('j-1')], { parameters: query(), total: 1, at: 1000 })
    await keepRows(archive, 'p', [], { parameters: query(), total: 0, at: 2000 })
    expect(await archive.answer('p', query())).toEqual({ rows: [], total: 0, at: 2000 })
    expect((await searchHeld(archive, 'p', query(), '')).total).toBe(1)
  })
})

describe('an answer that comes again', () => {
  const rows = [rawRow('j-1'), rawRow('j-2')]
  const other = rawRow('j-1', { owner: 'usr-2' })
  const newer = rawRow('j-1', { owner: 'usr-3', status_time: later })
  const answer = (at: number) => ({ parameters: query(), total: 2, at })
  const none = { added: 0, changed: 0, rows: 2 }

  test('has a new time, and nothing else is written', async () => {
    const { archive } = start()
    expect(await keepRows(archive, 'p', rows, answer(1))).toMatchObject({ added: 2, rows: 2 })
    for (const at of [2, 3]) {
      expect(await keepRows(archive, 'p', rows, answer(at))).toEqual(none)
      expect(await archive.answer('p', query())).toMatchObject({ at, total: 2 })
    }
    expect((await archive.answer('p', query()))?.rows).toHaveLength(2)
  })

  test('counts again where its rows have changed meanwhile', async () => {
    const { archive } = start()
    await keepRows(archive, 'p', rows, answer(1))
    await keepRows(archive, 'p', [other])
    // As received last, where nothing else tells.
    expect(await keepRows(archive, 'p', rows, answer(2))).toMatchObject({ changed: 1 })
    expect(JSON.parse((await archive.record('p', 'j-1')) ?? '')).toEqual(rows[0])
    await keepRows(archive, 'p', [newer])
    expect(await keepRows(archive, 'p', rows, answer(3))).toEqual(none)
    expect(JSON.parse((await archive.record('p', 'j-1')) ?? '')).toEqual(newer)
  })

  test('counts again where another process has changed them', async () => {
    const { archive, folder } = start()
    const { archive: second } = start(folder)
    await keepRows(archive, 'p', rows, answer(1))
    await keepRows(second, 'p', [other], { parameters: query(), total: 1, at: 2 })
    expect(await keepRows(archive, 'p', rows, answer(3))).toMatchObject({ changed: 1 })
    expect(await second.answer('p', query())).toMatchObject({ at: 3, total: 2 })
    expect(JSON.parse((await second.record('p', 'j-1')) ?? '')).toEqual(rows[0])
  })
})

test('a text that came with what was undone is held again when it comes again', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const file = createArchiveFile(database)
  const kept = (jobId: string, owner: string, resource_ids: string) => {
    const row = rawRow(jobId, { owner, resource_ids })
    file.store({ body: toUtf8(JSON.stringify({ job_set: [row] })), at: 1, answer: null })
    return row
  }
  database.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON operations BEGIN SELECT raise(ABORT, 'no'); END`
  )
  expect(() => kept('j-1', 'usr-first', 'cl-first')).toThrow('no')
  database.exec('DROP TRIGGER refuse')
  // Each takes the number that the one before it had for a moment.
  const rows = [kept('j-2', 'usr-second', 'cl-second'), kept('j-1', 'usr-first', 'cl-first')]
  const again = createArchiveFile(database)
  for (const held of [file, again]) {
    expect(rows.map(({ job_id }) => held.record(String(job_id)))).toEqual(
      rows.map((row) => JSON.stringify(row))
    )
  }
  file.close()
})
