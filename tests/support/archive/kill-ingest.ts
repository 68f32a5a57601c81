import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Archive } from '../../../electron/services/ports'
import { keepRows } from '../held'
import { audit } from './audit'
import { createLedger, type Ledger } from './ledger'
import { startMortal } from './mortal'

export interface IngestKills {
  bundle: string
  folder: string
  kills: number
  random: () => number
  /** New rows of a page. */
  pageRows: number
  /** Store calls in flight at once. */
  calls: number
  /** A kill comes at a random moment up to so long after they were made, ms. */
  withinMs: number
  /** Waits for the file itself to have grown by so much, bytes: a transaction then goes to the disk. */
  afterGrowth?: number
}

export interface KillReport {
  kills: number
  /** Kills that cut calls off. */
  cutOff: number
  rows: number
  /** Findings after each restart; empty where nothing was wrong. */
  wrong: string[][]
}

const profileId = 'p'

/** Kills the archive's process while pages are stored, and audits what is held after each restart. */
export async function killDuringIngest(options: IngestKills): Promise<KillReport> {
  const { bundle, folder, kills, random, withinMs } = options
  const path = join(folder, `${profileId}.sqlite`)
  const ledger = createLedger(random)
  const report: KillReport = { kills: 0, cutOff: 0, rows: 0, wrong: [] }
  for (let round = 0; round <= kills; round++) {
    const { archive, kill } = startMortal(bundle, folder)
    const wrong = await audit(archive, path, profileId, ledger)
    if (round > 0) report.wrong.push(wrong)
    if (wrong.length > 0 || round === kills) {
      await archive.close()
      break
    }
    // Pages that are written over are worse to lose than new ones.
    if (round === 0) await Promise.all(sendPages(archive, ledger, { ...options, calls: 1 }))
    const stores = sendPages(archive, ledger, options)
    await grown(path, options.afterGrowth ?? 0)
    await wait(random() * withinMs)
    await kill()
    const ends = await Promise.all(stores)
    report.kills++
    if (ends.includes(false)) report.cutOff++
  }
  report.rows = ledger.counts().acknowledged
  return report
}

async function grown(path: string, bytes: number): Promise<void> {
  const before = statSync(path).size
  const until = performance.now() + 5000
  while (statSync(path).size < before + bytes && performance.now() < until) await turn()
}

function sendPages(
  archive: Archive,
  ledger: Ledger,
  { calls, pageRows, random }: IngestKills
): Promise<boolean>[] {
  return Array.from({ length: calls }, () => {
    const page = ledger.nextPage(pageRows, Math.floor((random() * pageRows) / 5))
    return keepRows(archive, profileId, page.rows).then(
      () => {
        ledger.acknowledge(page)
        return true
      },
      () => false
    )
  })
}
