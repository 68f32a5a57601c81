import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { keepRows } from '../held'
import { audit } from './audit'
import { createLedger } from './ledger'
import { startMortal } from './mortal'
import { watchRows } from './watch'

interface CopyKills {
  bundle: string
  folder: string
  kills: number
  random: () => number
  /** Rows that wait for the copy; it is made when there are 20,000. */
  waiting: number
}

export interface CopyReport {
  kills: number
  /** Kills that came when the rows were committed and the copy was not. */
  amidCopy: number
  rows: number
  wrong: string[][]
}

const profileId = 'p'

/**
 * Kills the archive's process while it copies its index into the file: all rows get a later state in
 * one call, and the kill comes between the commit of the rows and the answer, which follows the copy.
 */
export async function killDuringCopy(options: CopyKills): Promise<CopyReport> {
  const { bundle, folder, kills, random, waiting } = options
  const path = join(folder, `${profileId}.sqlite`)
  const ledger = createLedger(random)
  const report: CopyReport = { kills: 0, amidCopy: 0, rows: 0, wrong: [] }
  // How long the copy takes is learned from the rounds that outlive it, ms.
  let copyMs = 30
  for (let round = 0; round <= kills; round++) {
    const { archive, kill } = startMortal(bundle, folder)
    const wrong = await audit(archive, path, profileId, ledger)
    if (round > 0) report.wrong.push(wrong)
    if (wrong.length > 0 || round === kills) {
      await archive.close()
      break
    }
    // Later rounds send every job again, so that the file does not outgrow the test.
    const page = round === 0 ? ledger.nextPage(waiting, 0) : ledger.everyJobAgain(20)
    const watch = watchRows(path)
    let answered = false
    const over = keepRows(archive, profileId, page.rows).then(
      () => (answered = true),
      () => undefined
    )
    // What another process has seen committed is stored, though the answer is still to come.
    if (await watch.committed(() => answered)) ledger.acknowledge(page)
    const started = performance.now()
    await Promise.race([over, wait(random() * copyMs)])
    if (answered) copyMs = Math.max(5, performance.now() - started)
    await kill()
    await over
    report.kills++
    if (isCopyBehind(folder)) report.amidCopy++
  }
  report.rows = ledger.counts().acknowledged
  return report
}

/** Looks at a duplicate: opening the file itself would tidy up after the kill. */
function isCopyBehind(folder: string): boolean {
  const duplicate = mkdtempSync(join(tmpdir(), 'oplog-look-'))
  try {
    for (const end of ['', '-wal']) {
      cpSync(join(folder, `${profileId}.sqlite${end}`), join(duplicate, `x.sqlite${end}`))
    }
    const database = new DatabaseSync(join(duplicate, 'x.sqlite'))
    const state = database
      .prepare(
        `SELECT through, (SELECT max(id) FROM operations) AS last,
           EXISTS (SELECT 1 FROM index_touched) AS touched FROM index_state`
      )
      .get()
    database.close()
    return Number(state?.touched) === 1 || Number(state?.through) < Number(state?.last)
  } finally {
    rmSync(duplicate, { recursive: true, force: true })
  }
}
