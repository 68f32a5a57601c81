import type { Push } from '#shared/pushes'
import type { Settings } from '#shared/settings'
import type { SyncState } from '#shared/sync'
import { secondMs, startOf } from '../intervals'
import type { Clock, Log, Sleep, SyncArchive, SyncWishes } from '../ports'
import { createAnnouncer } from './announcer'
import { createAskedJobs } from './asked-jobs'
import { createCalls, type SyncZones } from './calls'
import { createCheck } from './check'
import { isComplete } from './coverage'
import { createGate } from './gate'
import { createHistory } from './history'
import { openLedger } from './ledger'
import { createLine } from './line'
import { createLooks } from './looks'
import { createNews } from './news'
import type { Notifications } from './notifications'
import { causeOf } from './patience'
import { persist } from './persist'
import { createRhythm } from './rhythm'
import { stateOf } from './state'
import { noChanges } from './store'
import { beginning } from './survey'
import { createTroubles } from './troubles'

export interface ProfileSyncDeps {
  zones: SyncZones
  archive: SyncArchive
  wishes: SyncWishes
  push: Push
  now: Clock
  sleep: Sleep
  settings: () => Settings
  notifications: Notifications
  log: Log
}

/** Part of the quota that automatic work leaves to the user. */
const reserved = 0.05

/** Pause between two looks while somebody watches, ms. */
const followMs = 10_000

const shortestIntervalMs = 5_000

/** Pause before a last look that could not be made is tried again where none is made by itself, ms. */
const owedMs = 600_000

export type ProfileSync = Awaited<ReturnType<typeof openProfileSync>>

/** All that is done for one profile without being asked each time: backfill, new rows, and their state. */
export async function openProfileSync(deps: ProfileSyncDeps, profileId: string) {
  const { zones, archive, wishes, push, now, sleep, settings, log } = deps
  const closing = new AbortController()
  const signal = closing.signal
  const ledger = await openLedger(archive, wishes, profileId)
  const changed = createAnnouncer(deps, () => push('syncProgress', state()), signal)
  const gate = createGate({ now, sleep, quotaFreeAt, changed })
  const calls = createCalls({ profileId, zones, gate, now })
  const troubles = createTroubles({ log, profileId })
  const news = createNews({ ...deps, profileId, calls })
  const asked = createAskedJobs()
  const line = createLine(gate)
  const parts = {
    archive,
    profileId,
    calls,
    gate,
    ledger,
    now,
    sleep,
    asked,
    troubles,
    log,
    line,
    changed
  }
  const check = createCheck({ ...parts, look: () => looks.current(), closing: signal })
  const looks = createLooks({
    ...parts,
    news,
    closing: signal,
    changed: () => {
      changed()
      if (looks.isOwed()) rhythm.reset()
    },
    before: () => check.current()?.ended
  })
  const history = createHistory({ ...parts, looks, closing: signal })
  let following = false
  /** Known before the archive has noted it, so that nothing begins anew while it is ended. */
  let pausing: Promise<void> | null = null
  /** What the file held is being given up: nothing by itself relies on it, or on the new one yet. */
  let rebuilds = 0

  const isPaused = () => pausing !== null || ledger.facts().paused === 1
  /** The user wants the whole history, now. */
  const isWanted = () => ledger.facts().started === 1 && !isPaused() && rebuilds === 0
  const isWhole = () => isComplete(ledger.held())

  const rhythm = createRhythm({
    now,
    sleep,
    signal,
    interval,
    round,
    log,
    // What the last run was keeping fresh is looked at now.
    last: isWanted() ? 0 : now()
  })
  if (isWanted() && !isWhole()) history.begin()
  // The next look tells what the last run could not; where none comes by itself, that is now.
  const leftOver = interval() === null ? news.tell(noChanges(), new Set()) : undefined

  function interval(): number | null {
    // Who follows then is told by the state why nothing comes.
    if (rebuilds > 0 || isPaused() || troubles.failure()) return null
    if (following) return followMs
    const { syncIntervalS } = settings()
    if (syncIntervalS > 0) return Math.max(shortestIntervalMs, syncIntervalS * 1000)
    // What a history left to be looked at comes all the same.
    return looks.isOwed() ? owedMs : null
  }

  async function round(): Promise<void> {
    await looks.automatic()
    const mayBegin = () => isWanted() && !troubles.failure() && history.isDue()
    try {
      if (mayBegin() && (await isLacking()) && mayBegin()) history.begin()
    } catch (error) {
      if (!signal.aborted && mayBegin()) uncounted(error)
    }
  }

  /** Whether anything lacks could not be found out; where that passes by itself, the next round asks again. */
  function uncounted(error: unknown): void {
    if (causeOf(error) === null) troubles.fail(error)
    else {
      gate.failed(error)
      troubles.complain(error)
    }
    changed()
  }

  /** @throws AppError of the archive */
  async function isLacking(): Promise<boolean> {
    if (!isWhole() || history.isOwing()) return true
    const { held, facts } = ledger.held()
    // It was never compared, or those it counted may have come or gone since.
    if (facts.unreached !== 0) return true
    // After a look fewer are held than the service counted, but for those it forgot: some lack, somewhere.
    const end = (startOf(facts) ?? 0) - secondMs
    const forgotten =
      end < beginning ? 0 : await archive.countBetween(profileId, { start: beginning, end })
    return held - forgotten < (facts.serviceTotal ?? 0)
  }

  function reserve(): number {
    return Math.ceil(zones.quota(profileId).limit * reserved)
  }

  function quotaFreeAt(underWay = 0): number {
    return zones.quotaFreeAt(profileId, reserve() + underWay)
  }

  function state(): SyncState {
    return stateOf({ ...parts, zones, history, looks, check, reserve, quotaFreeAt })
  }

  async function start(): Promise<SyncState> {
    // Whether it could be noted is told to whoever paused.
    await pausing?.catch(() => undefined)
    await ledger.note({ started: 1, paused: 0 })
    wakeUp()
    if (isWanted()) history.begin()
    changed()
    return state()
  }

  /** Goes on after an error the user may have mended, without waiting for its turn. */
  function wakeUp(): void {
    troubles.clear()
    gate.hurry()
    rhythm.reset()
  }

  async function pause(): Promise<SyncState> {
    pausing ??= Promise.resolve()
      .then(endAutomatic)
      .finally(() => {
        pausing = null
        rhythm.reset()
      })
    await pausing
    changed()
    return state()
  }

  async function endAutomatic(): Promise<void> {
    const look = looks.current()
    await end([history.current(), look?.asker === 'automatic' ? look : null])
    troubles.clear()
    await ledger.note({ paused: 1 })
  }

  async function newest(caller: AbortSignal): Promise<SyncState> {
    const failed = troubles.failure() !== null
    rhythm.made()
    await looks.asked(caller)
    if (failed && !troubles.failure()) goOn()
    return state()
  }

  /** What had failed is mended. */
  function goOn(): void {
    rhythm.reset()
    if (isWanted() && !isWhole()) history.begin()
  }

  /** The settings changed: of the interval, or of the quota something waits for. */
  function reset(): void {
    gate.lookAgain()
    rhythm.reset()
  }

  function follow(on: boolean): void {
    following = on
    rhythm.reset()
  }

  /** Something changed outside, a profile or the network, which may have mended what failed. */
  function revive(): void {
    const failed = troubles.failure() !== null
    wakeUp()
    if (failed && isWanted()) history.begin()
  }

  /**
   * The keychain can be used. One that is locked is not asked again by itself before, as that may open
   * a prompt nobody waits for; what it had stopped goes on now, and what waits for it need not wait on.
   */
  function keychainAnswered(): void {
    const errors = [troubles.latest(), gate.wait()?.error]
    if (errors.some((error) => error?.code.startsWith('keychain-'))) revive()
  }

  /** Rows were kept that no sync fetched. */
  async function recount(): Promise<void> {
    await ledger.recount()
    changed()
  }

  /** The archive lost what it held: fetches again what was wanted, unless it is paused. */
  async function rebuild(): Promise<void> {
    rebuilds++
    await end([history.current(), looks.current(), check.current()])
    if (signal.aborted) return
    try {
      // Nothing is fetched before it is noted that nothing is held; a full disk is waited for.
      await persist({ gate, asker: 'automatic', signal }, ledger.lose)
    } catch (error) {
      if (signal.aborted) return
      troubles.fail(error)
    }
    rebuilds--
    rhythm.reset()
    if (isWanted() && !troubles.failure()) history.begin()
    changed()
  }

  /** Stops everything; resolves when nothing of it is under way. */
  async function close(): Promise<void> {
    closing.abort()
    await end([history.current(), looks.current(), check.current()])
    await rhythm.ended
    await leftOver
  }

  return {
    state,
    start,
    pause,
    newest,
    verify: check.run,
    follow,
    revive,
    keychainAnswered,
    recount,
    rebuild,
    rest: gate.rest,
    close,
    reset
  }
}

async function end(
  tasks: readonly ({ stop: AbortController; ended: Promise<void> } | null)[]
): Promise<void> {
  for (const task of tasks) task?.stop.abort()
  await Promise.all(tasks.map((task) => task?.ended))
}
