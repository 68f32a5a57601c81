import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Archive } from '../../../../electron/services/ports'
import { query, rawRow, useArchives } from './harness'
import { shortWait } from '../../../support/archive-process'
import { keepRows, searchHeld } from '../../../support/held'
import { audit } from '../../../support/archive/audit'
import { createLedger, type Ledger } from '../../../support/archive/ledger'
import { seeded, seedOfRun } from '../../../support/archive/random'
import { storeFromBoth } from '../../../support/archive/two-stores'

const start = useArchives()
const startImpatient = useArchives([shortWait])
const seed = seedOfRun()

async function keep(archive: Archive, ledger: Ledger) {
  const page = ledger.nextPage(30, 10)
  await keepRows(archive, 'p', page.rows)
  ledger.acknowledge(page)
}

test('what one process keeps is in the copy of the index the other makes', async () => {
  const first = start()
  const ledger = createLedger(seeded(1))
  await keep(first.archive, ledger)
  await first.archive.close()
  const [a, b] = [start(first.folder), start(first.folder)]
  await keep(a.archive, ledger)
  await keep(b.archive, ledger)
  // Closing copies the index: without what the other stored meanwhile it would hide that for good.
  await a.archive.close()
  await keep(b.archive, ledger)
  expect(await audit(b.archive, b.path('p'), 'p', ledger)).toEqual([])
  await b.archive.close()
  const last = start(first.folder)
  expect(await audit(last.archive, last.path('p'), 'p', ledger)).toEqual([])
  expect(last.notices).toEqual([])
})

test(`two processes that store and search at once lose and double nothing (seed ${seed})`, async () => {
  const first = start()
  const second = start(first.folder)
  const random = seeded(seed)
  const report = await storeFromBoth([first.archive, second.archive], {
    path: first.path('p'),
    random,
    pages: 20
  })
  expect(report).toEqual({ wrong: [], missed: 0 })
  expect([...first.notices, ...second.notices]).toEqual([])
})

test('a new file that two processes open at once is made once', async () => {
  const first = start()
  const all = [first, start(first.folder), start(first.folder)]
  await Promise.all(all.map(({ archive }, n) => keepRows(archive, 'p', [rawRow(`j-${n}`)])))
  for (const { archive } of all) {
    expect((await searchHeld(archive, 'p', query())).total).toBe(3)
  }
})

test('a file somebody else keeps locked gives an error that says so, and is used again after', async () => {
  const { archive, path } = startImpatient()
  await keepRows(archive, 'p', [rawRow('j-1')])
  const other = new DatabaseSync(path('p'))
  other.exec('BEGIN IMMEDIATE')
  const refused = keepRows(archive, 'p', [rawRow('j-2')])
  await expect(refused).rejects.toMatchObject({
    code: 'archive-unavailable',
    message: expect.stringContaining('another program'),
    detail: { path: path('p'), archive: 'locked' }
  })
  // Searching goes on.
  expect((await searchHeld(archive, 'p', query())).total).toBe(1)
  other.exec('ROLLBACK')
  other.close()
  await keepRows(archive, 'p', [rawRow('j-2')])
  expect((await searchHeld(archive, 'p', query())).total).toBe(2)
})
