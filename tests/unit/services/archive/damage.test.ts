import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { migrate, migrations } from '../../../../electron/services/archive/migrations'
import { query, rawRow, useArchives, type Started } from './harness'
import { keepRows, searchHeld } from '../../../support/held'
import { audit } from '../../../support/archive/audit'
import { createLedger } from '../../../support/archive/ledger'
import { seeded } from '../../../support/archive/random'

const start = useArchives()
/** Ends as a kill does, before or after the broken file was put aside. */
const startKilled = {
  before: useArchives([['const aside = putAside(path);', 'process.exit(9);']]),
  between: useArchives([['const aside = putAside(path);', 'putAside(path); process.exit(9);']])
}
const pageSize = 4096

/** A file with a thousand rows and its index, closed in good order. */
async function made() {
  const ledger = createLedger(seeded(6))
  const first = start()
  for (let count = 0; count < 2; count++) {
    const page = ledger.nextPage(500, 50)
    await keepRows(first.archive, 'p', page.rows)
    ledger.acknowledge(page)
  }
  await first.archive.close()
  return { ledger, folder: first.folder, path: first.path('p') }
}

/** Overwrites bytes of the file. */
function scribble(path: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(path)
  content.set(bytes, at)
  writeFileSync(path, content)
}

function rootOf(path: string, name: string): number {
  const database = new DatabaseSync(path)
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)
  database.close()
  return Number(row?.rootpage)
}

/** The number of a page in the middle of a block. */
function pageOfBlock(path: string): number {
  const database = new DatabaseSync(path)
  const block = database.prepare('SELECT data FROM index_blocks ORDER BY rows DESC').get()
  database.close()
  const data = Buffer.from(block?.data as Uint8Array)
  const place = readFileSync(path).indexOf(data.subarray(data.length / 2, data.length / 2 + 24))
  expect(place).toBeGreaterThan(0)
  return Math.floor(place / pageSize)
}

/** Where a job id stands in what rows are found by. */
function placeInKeys(path: string, jobId: string): number {
  const content = readFileSync(path)
  // The first byte of a page of an index.
  const isOfIndex = (at: number) => [2, 10].includes(content[at - (at % pageSize)] ?? 0)
  let at = content.indexOf(jobId)
  while (at >= 0 && !isOfIndex(at)) at = content.indexOf(jobId, at + 1)
  expect(at).toBeGreaterThan(0)
  return at
}

/** Makes a file one of an older version, from the second on: those after it have more tables. */
function makeOlder(path: string, version: number): void {
  const older = new DatabaseSync(':memory:')
  migrate(older, migrations.slice(0, version))
  const namesOf = (database: DatabaseSync) =>
    database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const known = new Set(namesOf(older).map(({ name }) => name))
  older.close()
  const database = new DatabaseSync(path)
  const newer = namesOf(database).filter(({ name }) => !known.has(name))
  expect(newer.length > 0).toBe(version < migrations.length)
  for (const { name } of newer) database.exec(`DROP TABLE ${String(name)}`)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}

/** The old file is kept aside, the user is told, and the app works. */
async function expectPutAside({ archive, notices, folder, path }: Started): Promise<string> {
  await keepRows(archive, 'p', [rawRow('j-new')])
  expect((await searchHeld(archive, 'p', query())).total).toBe(1)
  expect(notices).toEqual([{ code: 'archive-broken', path: expect.stringContaining(folder) }])
  const aside = notices[0]?.path ?? ''
  expect(basename(aside)).toMatch(/^p\.broken-[^/]+\.sqlite$/)
  expect(existsSync(aside)).toBe(true)
  await archive.close()
  const database = new DatabaseSync(path('p'))
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  database.close()
  return aside
}

describe('a file is put aside, and the app goes on, where', () => {
  test('its header is garbage', async () => {
    const { folder, path } = await made()
    scribble(path, 0, Buffer.alloc(100, 0xa5))
    const size = readFileSync(path).length
    const aside = await expectPutAside(start(folder))
    expect(readFileSync(aside)).toHaveLength(size)
  })

  test('it is cut off', async () => {
    const { folder, path } = await made()
    truncateSync(path, Math.floor(readFileSync(path).length / 2 / pageSize) * pageSize)
    const started = start(folder)
    // Until the missing part is needed nobody knows.
    await searchHeld(started.archive, 'p', query()).catch(() => undefined)
    await expectPutAside(started)
  })

  test('a page of the rows is garbage, met when a row is stored', async () => {
    const { folder, path } = await made()
    const root = rootOf(path, 'operations')
    scribble(path, (root - 1) * pageSize, Buffer.alloc(pageSize, 0xff))
    await expectPutAside(start(folder))
  })

  test('more than its index is damaged, though every row can still be read', async () => {
    const { folder, path } = await made()
    scribble(path, (rootOf(path, 'index_blocks') - 1) * pageSize, Buffer.alloc(pageSize, 0xff))
    scribble(path, placeInKeys(path, 'j-0000003'), Buffer.from('J'))
    await expectPutAside(start(folder))
  })

  test('the log beside it belongs to another one', async () => {
    const other = await made()
    const used = start(other.folder)
    const rows = Array.from({ length: 500 }, (_, n) => rawRow(`j-other-${n}`))
    await keepRows(used.archive, 'p', rows)
    const { folder, path } = await made()
    const database = new DatabaseSync(path)
    database.exec('DELETE FROM index_blocks; VACUUM')
    database.close()
    // Not closed, so its log is there: it has the pages that changed, at their places in the other file.
    copyFileSync(`${other.path}-wal`, `${path}-wal`)
    await expectPutAside(start(folder))
  })
})

describe('no row is lost where', () => {
  test('a block of its index is garbage: it is made anew, no row is lost', async () => {
    const { folder, path, ledger } = await made()
    const database = new DatabaseSync(path)
    const spoiled = database.prepare('UPDATE index_blocks SET data = ?')
    const held = database.prepare('SELECT length(data) AS length FROM index_blocks LIMIT 1').get()
    spoiled.run(Buffer.alloc(Number(held?.length), 0x5a))
    database.close()
    const started = start(folder)
    const page = ledger.nextPage(100, 100)
    await keepRows(started.archive, 'p', page.rows)
    ledger.acknowledge(page)
    expect(await audit(started.archive, path, 'p', ledger)).toEqual([])
    expect(started.notices).toEqual([])
    await started.archive.close()
    const again = start(folder)
    expect(await audit(again.archive, path, 'p', ledger)).toEqual([])
  })

  test('a single bit of a block is wrong: no search answers from it', async () => {
    const { folder, path, ledger } = await made()
    const database = new DatabaseSync(path)
    const block = database.prepare('SELECT id, data FROM index_blocks LIMIT 1').get()
    const data = Buffer.from(block?.data as Uint8Array)
    const place = data.indexOf('j-0000003')
    expect(place).toBeGreaterThan(0)
    data.writeUInt8(data.readUInt8(place + 5) ^ 1, place + 5)
    database.prepare('UPDATE index_blocks SET data = ? WHERE id = ?').run(data, Number(block?.id))
    database.close()
    const started = start(folder)
    expect(await audit(started.archive, path, 'p', ledger)).toEqual([])
    expect(started.notices).toEqual([])
  })

  test('a later engine wrote its index in a form of its own: it is made anew', async () => {
    const { folder, path, ledger } = await made()
    const database = new DatabaseSync(path)
    for (const { id, data } of database.prepare('SELECT id, data FROM index_blocks').all()) {
      const bytes = Buffer.from(data as Uint8Array)
      // The version of the form, after the sign that begins it; the sum at the end is right again.
      bytes[1] = 250
      bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4)
      database.prepare('UPDATE index_blocks SET data = ? WHERE id = ?').run(bytes, Number(id))
    }
    database.close()
    const started = start(folder)
    expect(await audit(started.archive, path, 'p', ledger)).toEqual([])
    expect(started.notices).toEqual([])
  })

  test.for(['a page of a block', 'the directory of the blocks'])(
    '%s is garbage as a whole: the file is put aside, and a new one has every row',
    async (what) => {
      const { folder, path, ledger } = await made()
      const page =
        what === 'a page of a block' ? pageOfBlock(path) : rootOf(path, 'index_blocks') - 1
      scribble(path, page * pageSize, Buffer.alloc(pageSize, 0xff))
      const started = start(folder)
      const more = ledger.nextPage(100, 100)
      await keepRows(started.archive, 'p', more.rows)
      ledger.acknowledge(more)
      expect(await audit(started.archive, path, 'p', ledger)).toEqual([])
      expect(started.notices.map(({ code }) => code)).toEqual(['archive-salvaged'])
      await started.archive.close()
      const again = start(folder)
      expect(await audit(again.archive, path, 'p', ledger)).toEqual([])
      expect(again.notices).toEqual([])
    }
  )

  test.for(migrations.map((_, index) => index + 1).slice(1))(
    'its index is garbage and it is of version %d, before an update could bring it to the newest',
    async (version) => {
      const { folder, path, ledger } = await made()
      makeOlder(path, version)
      scribble(path, (rootOf(path, 'index_blocks') - 1) * pageSize, Buffer.alloc(pageSize, 0xff))
      // Nobody closed it, so it is read through before anything else.
      writeFileSync(`${path}-wal`, '')
      const { archive, notices } = start(folder)
      expect(await audit(archive, path, 'p', ledger)).toEqual([])
      expect(notices.map(({ code }) => code)).toEqual(['archive-salvaged'])
      expect(await archive.sync.due('p')).toBeDefined()
    }
  )

  test.each(['before', 'between'] as const)(
    'a kill %s the renames of a file that is put aside costs no row',
    async (when) => {
      const { folder, path, ledger } = await made()
      scribble(path, (rootOf(path, 'index_blocks') - 1) * pageSize, Buffer.alloc(pageSize, 0xff))
      const killed = startKilled[when](folder)
      await searchHeld(killed.archive, 'p', query()).catch(() => undefined)
      expect(killed.pids).toHaveLength(2)
      await killed.archive.close().catch(() => undefined)
      const { archive, notices } = start(folder)
      expect(await audit(archive, path, 'p', ledger)).toEqual([])
      const codes = notices.map(({ code }) => code)
      expect(codes).toEqual(when === 'before' ? ['archive-salvaged'] : [])
      expect(readdirSync(folder).filter((name) => name.includes('.next'))).toEqual([])
    }
  )

  test('it has no bytes: it is a new one', async () => {
    const { archive, path, notices } = start()
    writeFileSync(path('p'), '')
    await keepRows(archive, 'p', [rawRow('j-1')])
    expect((await searchHeld(archive, 'p', query())).total).toBe(1)
    expect(notices).toEqual([])
  })

  test('it has no bytes and the log of another one beside it', async () => {
    const { folder, path } = await made()
    const used = start(folder)
    await keepRows(used.archive, 'p', [rawRow('j-used')])
    copyFileSync(`${path}-wal`, `${folder}/q.sqlite-wal`)
    writeFileSync(`${folder}/q.sqlite`, '')
    expect((await searchHeld(used.archive, 'q', query())).total).toBe(0)
    expect(used.notices).toEqual([])
  })

  test('a newer version wrote it: refused, and not a byte of it changed', async () => {
    const { archive, path, notices, folder } = start()
    const database = new DatabaseSync(path('p'))
    database.exec(
      'CREATE TABLE future (a); INSERT INTO future VALUES (1); PRAGMA user_version = 99'
    )
    database.close()
    const before = readFileSync(path('p'))
    for (const call of [
      () => searchHeld(archive, 'p', query()),
      () => keepRows(archive, 'p', [rawRow('j-1')])
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'archive-newer' })
    }
    expect(readFileSync(path('p')).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['p.sqlite'])
    expect(notices).toEqual([])
  })
})

test('a folder in the place of the file is an error, and left alone', async () => {
  const { archive, path, folder, notices } = start()
  mkdirSync(path('p'))
  writeFileSync(`${path('p')}/kept`, 'x')
  await expect(searchHeld(archive, 'p', query())).rejects.toMatchObject({
    code: 'archive-unavailable',
    detail: { path: path('p'), archive: 'unreadable' }
  })
  expect(readdirSync(path('p'))).toEqual(['kept'])
  expect(notices).toEqual([])
  // Once it is out of the way, work goes on.
  renameSync(path('p'), `${folder}/away`)
  await keepRows(archive, 'p', [rawRow('j-1')])
  expect((await searchHeld(archive, 'p', query())).total).toBe(1)
})
