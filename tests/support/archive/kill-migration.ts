import { cpSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { keepRows, searchHeld } from '../held'
import { initialParameters } from '#shared/parameters'
import { audit } from './audit'
import { createLedger } from './ledger'
import { startMortal } from './mortal'
import { makeVersion1 } from './version-1'

interface MigrationKills {
  /** Of a process with a small cache, so that the transaction goes to the disk before it ends. */
  bundle: string
  folder: string
  kills: number
  random: () => number
  rows: number
}

export interface MigrationReport {
  kills: number
  /** Kills that came before the migration was over. */
  amid: number
  /** Of those, after some of the transaction was in the log already. */
  spilled: number
  rows: number
  wrong: string[][]
}

const profileId = 'p'

/** Kills the archive's process while it brings a file of version 1 to the newest. */
export async function killDuringMigration(options: MigrationKills): Promise<MigrationReport> {
  const { folder, kills, random } = options
  const path = join(folder, `${profileId}.sqlite`)
  const old = join(folder, 'version-1')
  makeVersion1(old, options.rows)
  const report = { kills: 0, amid: 0, spilled: 0, rows: options.rows, wrong: [] as string[][] }
  // Learned from the rounds that come to the end, ms.
  let takes = options.rows / 40
  for (let round = 0; round < kills; round++) {
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
    cpSync(old, path)
    const first = startMortal(options.bundle, folder)
    const started = performance.now()
    let isOver = false
    const opened = searchHeld(first.archive, profileId, initialParameters).then(
      () => (isOver = true),
      () => undefined
    )
    await Promise.race([opened, wait(random() * takes)])
    if (isOver) takes = performance.now() - started
    await first.kill()
    await opened
    report.kills++
    const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
    if (!isOver) report.amid++
    if (!isOver && (log?.size ?? 0) > 100_000) report.spilled++
    report.wrong.push(await afterRestart(options, path))
  }
  return report
}

async function afterRestart(
  { bundle, folder, rows, random }: MigrationKills,
  path: string
): Promise<string[]> {
  const { archive, notices } = startMortal(bundle, folder)
  const ledger = createLedger(random)
  ledger.acknowledge(ledger.nextPage(rows, 0))
  const wrong = await audit(archive, path, profileId, ledger)
  wrong.push(...notices.map(({ code }) => code))
  // Work goes on.
  const page = ledger.nextPage(20, 50)
  await keepRows(archive, profileId, page.rows)
  ledger.acknowledge(page)
  if (wrong.length === 0) wrong.push(...(await audit(archive, path, profileId, ledger)))
  await archive.close()
  return wrong
}
