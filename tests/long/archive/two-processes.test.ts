import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bundleArchive, earlyCopy } from '../../support/archive-process'
import { keepRows } from '../../support/held'
import { audit } from '../../support/archive/audit'
import { createLedger } from '../../support/archive/ledger'
import { startMortal } from '../../support/archive/mortal'
import { seeded, seedOfRun } from '../../support/archive/random'
import { storeFromBoth } from '../../support/archive/two-stores'
import { say } from '../../support/say'

const seed = seedOfRun()
let bundle = ''
let folder = ''

beforeAll(async () => {
  // Copies of the index come often, since they are what two processes write over each other.
  bundle = await bundleArchive(`long-two-${process.pid}`, [earlyCopy])
})
afterAll(() => rmSync(dirname(bundle), { recursive: true, force: true }))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function newFile(): string {
  folder = mkdtempSync(join(tmpdir(), 'oplog-two-'))
  return join(folder, 'p.sqlite')
}

test(`three processes store and search at once (seed ${seed})`, async () => {
  const path = newFile()
  const running = [1, 2, 3].map(() => startMortal(bundle, folder))
  const report = await storeFromBoth(
    running.map(({ archive }) => archive),
    { path, random: seeded(seed), pages: 150 }
  )
  expect(report).toEqual({ wrong: [], missed: 0 })
  for (const { archive, notices } of running) {
    expect(notices).toEqual([])
    await archive.close()
  }
})

test(`one process is killed 50 times while another goes on (seed ${seed})`, async () => {
  const path = newFile()
  const random = seeded(seed)
  const ledger = createLedger(random)
  const steady = startMortal(bundle, folder)
  let isOver = false

  async function store(archive: typeof steady.archive): Promise<boolean> {
    const page = ledger.nextPage(60, 30)
    try {
      await keepRows(archive, 'p', page.rows)
    } catch {
      return false
    }
    ledger.acknowledge(page)
    return true
  }
  async function goOn(): Promise<number> {
    let refused = 0
    while (!isOver) {
      if (!(await store(steady.archive))) refused++
      await wait(random() * 30)
    }
    return refused
  }

  const going = goOn()
  const kills = 50
  for (let round = 0; round < kills; round++) {
    const { archive, kill } = startMortal(bundle, folder)
    const stores = Array.from({ length: 8 }, () => store(archive))
    await wait(60 + random() * 150)
    await kill()
    await Promise.all(stores)
  }
  isOver = true
  expect(await going).toBe(0)
  say('two processes', { kills, rows: ledger.counts().acknowledged })
  expect(await audit(steady.archive, path, 'p', ledger)).toEqual([])
  await steady.archive.close()
  const last = startMortal(bundle, folder)
  expect(await audit(last.archive, path, 'p', ledger)).toEqual([])
  expect([...steady.notices, ...last.notices]).toEqual([])
  await last.archive.close()
})
