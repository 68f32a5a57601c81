import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { query, rawRow, useArchives } from './harness'
import { earlyCopy } from '../../../support/archive-process'
import { keepRows, searchHeld } from '../../../support/held'
import { audit } from '../../../support/archive/audit'
import { createLedger } from '../../../support/archive/ledger'
import { canFreeze, canMakeDisks, freeze, smallDisk, thaw } from '../../../support/archive/places'
import { seeded } from '../../../support/archive/random'

const start = useArchives()
const startCopying = useArchives([earlyCopy])
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

function disk(megabytes: number) {
  const made = smallDisk(megabytes)
  if (!made) throw new Error('no disk')
  ends.push(made.remove)
  return made
}

describe.skipIf(!canMakeDisks())('a full disk', () => {
  test('is an error that says so; nothing is half stored, and work goes on when there is room', async () => {
    const { folder, grow } = disk(3)
    const { archive, path, notices } = start(folder)
    const ledger = createLedger(seeded(4))
    let refused: unknown = null
    while (!refused) {
      const page = ledger.nextPage(300, 60)
      await keepRows(archive, 'p', page.rows).then(
        () => ledger.acknowledge(page),
        (error: unknown) => (refused = error)
      )
    }
    expect(refused).toMatchObject({
      code: 'disk-full',
      detail: { path: path('p'), archive: 'disk-full' }
    })
    expect(ledger.counts().pagesAcknowledged).toBeGreaterThan(2)
    expect(await audit(archive, path('p'), 'p', ledger)).toEqual([])
    // Again refused, and still what was stored is there.
    const more = ledger.nextPage(2000, 0)
    await expect(keepRows(archive, 'p', more.rows)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await audit(archive, path('p'), 'p', ledger)).toEqual([])

    grow(40)
    const page = ledger.nextPage(300, 60)
    await keepRows(archive, 'p', page.rows)
    ledger.acknowledge(page)
    expect(await audit(archive, path('p'), 'p', ledger)).toEqual([])
    await archive.close()
    const again = start(folder)
    expect(await audit(again.archive, path('p'), 'p', ledger)).toEqual([])
    expect([...notices, ...again.notices]).toEqual([])
    await again.archive.close()
  })

  test('keeps a file whose index is damaged until its rows can be taken over', async () => {
    const { folder, grow } = disk(6)
    const first = start(folder)
    const ledger = createLedger(seeded(7))
    const page = ledger.nextPage(9000, 0)
    await keepRows(first.archive, 'p', page.rows)
    ledger.acknowledge(page)
    await first.archive.close()
    const path = first.path('p')
    const database = new DatabaseSync(path)
    const root = database
      .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'index_blocks'")
      .get()
    database.close()
    const content = readFileSync(path)
    content.fill(0xff, (Number(root?.rootpage) - 1) * 4096, Number(root?.rootpage) * 4096)
    writeFileSync(path, content)
    fill(join(folder, 'filler'), folder, 300)

    const { archive, notices } = start(folder)
    await expect(searchHeld(archive, 'p', query())).rejects.toMatchObject({ code: 'disk-full' })
    expect([notices, readFileSync(path).equals(content)]).toEqual([[], true])
    rmSync(join(folder, 'filler'))
    grow(40)
    expect(await audit(archive, path, 'p', ledger)).toEqual([])
    expect(notices.map(({ code }) => code)).toEqual(['archive-salvaged'])
    await archive.close()
  })

  test('that has no room for the copy of the index fails no store and loses no index', async () => {
    const { folder, grow } = disk(24)
    const { archive, path, notices } = startCopying(folder)
    const ledger = createLedger(seeded(5))
    const keep = async (rows: number) => {
      const page = ledger.nextPage(rows, 0)
      await keepRows(archive, 'p', page.rows)
      ledger.acknowledge(page)
    }
    await keep(1900)
    // Takes all room but what the next rows need; the copy needs more.
    const filler = join(folder, 'filler')
    fill(filler, folder, 160)
    await keep(110)
    expect(rowsInCopy(path('p'))).toBe(0)
    expect(await audit(archive, path('p'), 'p', ledger)).toEqual([])
    rmSync(filler)
    grow(40)
    await keep(10)
    // Of all rows, or of all but the last where it was quiet for a moment before them.
    expect(rowsInCopy(path('p'))).toBeGreaterThanOrEqual(2010)
    expect(await audit(archive, path('p'), 'p', ledger)).toEqual([])
    await archive.close()
    const again = start(folder)
    expect(await audit(again.archive, path('p'), 'p', ledger)).toEqual([])
    expect([...notices, ...again.notices]).toEqual([])
    await again.archive.close()
  })

  test('on which the archive is opened is an error that says so', async () => {
    const { folder, grow } = disk(3)
    const first = start(folder)
    await keepRows(first.archive, 'p', [rawRow('j-1')])
    await first.archive.close()
    fill(join(folder, 'filler'), folder, 0)
    const { archive, notices } = start(folder)
    for (const profile of ['p', 'new']) {
      const stored = keepRows(archive, profile, [rawRow('j-2')])
      await expect(stored, profile).rejects.toMatchObject({ code: 'disk-full' })
    }
    grow(6)
    await keepRows(archive, 'p', [rawRow('j-2')])
    await keepRows(archive, 'new', [rawRow('j-2')])
    expect((await searchHeld(archive, 'p', query())).total).toBe(2)
    expect(notices).toEqual([])
    await archive.close()
  })
})

describe.skipIf(!canMakeDisks())('a disk that may only be read', () => {
  test('is an error that says so, for a held archive and for a new one', async () => {
    const place = disk(6)
    const first = start(place.folder)
    await keepRows(first.archive, 'p', [rawRow('j-1')])
    await first.archive.close()
    place.readOnly()
    const { archive, notices } = start(place.folder)
    for (const profile of ['p', 'new']) {
      const stored = keepRows(archive, profile, [rawRow('j-2')])
      await expect(stored, profile).rejects.toMatchObject({ code: 'permission-denied' })
    }
    expect(readdirSync(place.folder)).toEqual(['p.sqlite'])
    place.writable()
    await keepRows(archive, 'p', [rawRow('j-2')])
    expect((await searchHeld(archive, 'p', query())).total).toBe(2)
    expect(notices).toEqual([])
    await archive.close()
  })
})

describe.skipIf(!canFreeze())('what may not be changed', () => {
  test.for(['the file', 'the folder'])(
    '%s: an error that says so, then work goes on',
    async (what) => {
      const first = start()
      await keepRows(first.archive, 'p', [rawRow('j-1')])
      await first.archive.close()
      const frozen = what === 'the file' ? first.path('p') : first.folder
      freeze(frozen)
      ends.push(() => thaw(frozen))
      const { archive, notices } = start(first.folder)
      const profile = what === 'the file' ? 'p' : 'new'
      const stored = keepRows(archive, profile, [rawRow('j-2')])
      await expect(stored).rejects.toMatchObject({
        code: 'permission-denied',
        detail: { path: `${first.folder}/${profile}.sqlite`, archive: 'permission-denied' }
      })
      thaw(frozen)
      await keepRows(archive, 'p', [rawRow('j-2')])
      expect((await searchHeld(archive, 'p', query())).total).toBe(2)
      expect(notices).toEqual([])
    }
  )
})

function rowsInCopy(path: string): number {
  const database = new DatabaseSync(path)
  const state = database.prepare('SELECT rows FROM index_state').get()
  database.close()
  return Number(state?.rows)
}

/** Leaves so much room, kB. */
function fill(path: string, folder: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const size = bavail * bsize - left * 1024
  writeFileSync(path, Buffer.alloc(Math.max(0, size)))
}
