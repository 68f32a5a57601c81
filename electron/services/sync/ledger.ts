import type { CoverageInterval } from '#shared/sync'
import type { HeldCoverage, SyncArchive, SyncFacts } from '../ports'

export type Ledger = Awaited<ReturnType<typeof openLedger>>

/** What is known of one profile, kept here too, so that its state can be told without asking the archive. */
export async function openLedger(archive: SyncArchive, profileId: string) {
  let held: HeldCoverage = await archive.coverage(profileId)

  /** Lays an interval over what is known and sets facts. */
  async function mark(
    interval: CoverageInterval | null,
    facts: { [F in keyof SyncFacts]?: number | null } = {}
  ): Promise<void> {
    held = await archive.mark(profileId, interval, facts)
  }

  function complete(): CoverageInterval[] {
    return held.intervals.filter(({ state }) => state === 'complete')
  }

  return {
    mark,
    note: (facts: { [F in keyof SyncFacts]?: number | null }) => mark(null, facts),
    complete,
    held: () => held,
    facts: () => held.facts
  }
}
