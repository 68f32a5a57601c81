import type { CoverageInterval } from '#shared/sync'
import type { FactChanges, HeldCoverage, SyncArchive, SyncFacts, SyncWishes } from '../ports'

export type Ledger = Awaited<ReturnType<typeof openLedger>>

/**
 * What is known of one profile, kept here too, so that its state can be told without asking the archive.
 * What the user wants of it outlives the archive's file.
 */
export async function openLedger(archive: SyncArchive, wishes: SyncWishes, profileId: string) {
  let held: HeldCoverage = await archive.coverage(profileId)
  let isLost = false

  const { started, paused } = held.facts
  if (started === undefined && paused === undefined) {
    const wanted = wishedFacts()
    if (wanted) await mark(null, wanted)
  } else noteWish()

  /** Lays an interval over what is known and sets facts. */
  async function mark(interval: CoverageInterval | null, facts: FactChanges = {}): Promise<void> {
    if (isLost) await restore()
    held = await archive.mark(profileId, interval, facts)
  }

  async function note(facts: FactChanges): Promise<void> {
    await mark(null, facts)
    noteWish()
  }

  function noteWish(): void {
    const facts = held.facts
    wishes.set(profileId, { started: facts.started === 1, paused: facts.paused === 1 })
  }

  function wishedFacts(): SyncFacts | null {
    const wish = wishes.get(profileId)
    return wish && { started: Number(wish.started), paused: Number(wish.paused) }
  }

  /** Rows came in by another way. */
  async function recount(): Promise<void> {
    const found = await archive.coverage(profileId)
    if (!isLost) held = { ...held, held: found.held }
  }

  /** The archive began anew. Call this once nothing is under way that relies on what it held. */
  async function lose(): Promise<void> {
    isLost = true
    held = { intervals: [], held: 0, facts: wishedFacts() ?? {} }
    await restore()
  }

  /** A mark that was on its way may have come into the new file without its rows, so none is believed. */
  async function restore(): Promise<void> {
    const { intervals } = await archive.coverage(profileId)
    const [first, last] = [intervals[0], intervals.at(-1)]
    const doubted = first && last && { ...last, start: first.start, state: 'partial' as const }
    const fresh = { lookedUntil: null, ...wishedFacts() }
    held = await archive.mark(profileId, doubted ?? null, fresh)
    isLost = false
  }

  function complete(): CoverageInterval[] {
    return held.intervals.filter(({ state }) => state === 'complete')
  }

  return { mark, note, recount, lose, complete, held: () => held, facts: () => held.facts }
}
