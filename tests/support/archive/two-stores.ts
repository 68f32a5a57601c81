import type { Archive } from '../../../electron/services/ports'
import { keepRows, searchHeld } from '../held'
import { initialParameters } from '#shared/parameters'
import { audit } from './audit'
import { createLedger } from './ledger'

interface Options {
  path: string
  random: () => number
  /** Of each archive. */
  pages: number
}

const profileId = 'p'

/** Several processes store into one file and search it, each at its own pace. */
export async function storeFromBoth(
  archives: readonly Archive[],
  { path, random, pages }: Options
): Promise<{ wrong: string[]; missed: number }> {
  const ledger = createLedger(random)
  let missed = 0

  async function work(archive: Archive): Promise<void> {
    for (let count = 0; count < pages; count++) {
      const page = ledger.nextPage(Math.ceil(random() * 200), Math.floor(random() * 30))
      await keepRows(archive, profileId, page.rows)
      ledger.acknowledge(page)
      if (random() < 0.5) continue
      // Whoever stored it, what was acknowledged before the search is found.
      const stored = ledger.counts().acknowledged
      const { total } = await searchHeld(archive, profileId, initialParameters)
      if (total < stored) missed++
    }
  }

  await Promise.all(archives.map(work))
  const wrong: string[] = []
  for (const archive of archives) wrong.push(...(await audit(archive, path, profileId, ledger)))
  return { wrong, missed }
}
