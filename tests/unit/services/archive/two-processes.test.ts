import { expect, test } from 'vitest'
import { useArchives } from './harness'
import { keepRows } from '../../../support/held'
import { audit, everyRow } from '../../../support/archive/audit'
import { createLedger } from '../../../support/archive/ledger'
import { seeded, seedOfRun } from '../../../support/archive/random'

const start = useArchives()
const seed = seedOfRun()

test('what one process keeps is in the copy of the index the other makes', async () => {
  const first = start()
  const ledger = createLedger(seeded(1))
  const keep = async (archive: typeof first.archive) => {
    const page = ledger.nextPage(30, 10)
    await keepRows(archive, 'p', page.rows)
    ledger.acknowledge(page)
  }
  await keep(first.archive)
  await first.archive.close()
  const [a, b] = [start(first.folder), start(first.folder)]
  await keep(a.archive)
  await keep(b.archive)
  // Closing copies the index: without what the other stored meanwhile it would hide that for good.
  await a.archive.close()
  await keep(b.archive)
  expect(await audit(b.archive, b.path('p'), 'p', ledger)).toEqual([])
  await b.archive.close()
  const last = start(first.folder)
  expect(await audit(last.archive, last.path('p'), 'p', ledger)).toEqual([])
  expect(last.notices).toEqual([])
})
