import { AppError, toWire } from '#shared/errors'
import type { Push } from '#shared/pushes'
import type { Settings } from '#shared/settings'
import type { SyncState, VerifyReport } from '#shared/sync'
import type { Clock, Log, Sleep, SyncArchive } from '../ports'
import { createAnnouncer } from './announcer'
import { backfill, noProgress, type Progress } from './backfill'
import { createCalls, type Asker, type SyncZones } from './calls'
import { coverageOf, isComplete } from './coverage'
import { expectedEnd } from './expected-end'
import { createGate } from './gate'
import { fetchNewest } from './incremental'
import { openLedger } from './ledger'
import type { Notifications } from './notifications'
import { createNews } from './news'
import { causeOf } from './patience'
import { createRhythm } from './rhythm'
import { noChanges } from './store'
import { verify as compareCounts } from './verify'

export interface ProfileSyncDeps {
  zones: SyncZones
  archive: SyncArchive
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

/** Pause before a history that did not become complete is tried again, ms. */
const healEveryMs = 600_000

interface Task {
  stop: AbortController
  ended: Promise<void>
}

export type ProfileSync = Awaited<ReturnType<typeof openProfileSync>>

/** All that is done for one profile without being asked each time: backfill, new rows, and their state. */
export async function openProfileSync(deps: ProfileSyncDeps, profileId: string) {
  const { zones, archive, push, now, sleep, settings, log } = deps
  const closing = new AbortController()
  const ledger = await openLedger(archive, profileId)
  const changed = createAnnouncer(deps, () => push('syncProgress', state()), closing.signal)
  const gate = createGate({ now, sleep, quotaFreeAt: freeAt, changed })
  const calls = createCalls({ profileId, zones, gate, now })
  const gone = new Set<string>()
  const parts = { archive, profileId, calls, gate, ledger, now, gone }
  const news = createNews({ ...deps, profileId })

  let history: (Task & { progress: Progress; waitedBefore: number }) | null = null
  let look: (Task & { asker: Asker }) | null = null
  let check: (Task & { done: number; total: number }) | null = null
  /** What ended automatic work, until the user mends it. */
  let failure: AppError | null = null
  /** Why what the user asked for last could not be done; automatic work goes on. */
  let complaint: AppError | null = null
  let following = false
  let historyEnded = -Infinity

  const isFirst = () => ledger.facts().lookedUntil === undefined
  const isPaused = () => ledger.facts().paused === 1
  const isWanted = () => ledger.facts().started === 1 && !isPaused()

  const rhythm = createRhythm({
    now,
    sleep,
    signal: closing.signal,
    interval: () => {
      if (following) return followMs
      const { syncIntervalS } = settings()
      if (syncIntervalS === 0 || isPaused() || failure) return null
      return Math.max(shortestIntervalMs, syncIntervalS * 1000)
    },
    round,
    last: isWanted() ? 0 : now()
  })
  if (isWanted() && !isComplete(ledger.held())) begin()

  function reserve(): number {
    return Math.ceil(zones.quota(profileId).limit * reserved)
  }

  function freeAt(underWay: number): number {
    return zones.quotaFreeAt(profileId, reserve() + underWay)
  }

  async function round(): Promise<void> {
    await newest('automatic')
    const mayHeal = now() - historyEnded > healEveryMs
    if (isWanted() && !failure && mayHeal && !isComplete(ledger.held())) begin()
  }

  /** Begins or goes on with the backfill. */
  function begin(): void {
    if (history || closing.signal.aborted) return
    const stop = new AbortController()
    const progress = noProgress(now())
    const waitedBefore = gate.waitedMs()
    const ended = Promise.resolve().then(async () => {
      try {
        await lookFirst(stop.signal)
        if (!failure) await backfill(parts, progress, changed, stop.signal)
      } catch (error) {
        if (!stop.signal.aborted) fail(error)
      } finally {
        history = null
        historyEnded = now()
        changed()
      }
      // What came meanwhile.
      if (!stop.signal.aborted && !failure) await newest('automatic')
    })
    history = { stop, progress, waitedBefore, ended }
  }

  /** The newest rows before the history: a history that takes hours must not keep them waiting. */
  async function lookFirst(signal: AbortSignal): Promise<void> {
    while (isFirst() && !signal.aborted && !failure) await newest('automatic')
    signal.throwIfAborted()
  }

  /** Fetches what is new. One at a time; who asks does not wait for automatic work that waits itself. */
  async function newest(asker: Asker, caller?: AbortSignal): Promise<void> {
    for (;;) {
      const running = look
      if (!running) break
      if (asker === 'automatic') return running.ended
      if (gate.wait() && running.asker === 'automatic') running.stop.abort()
      await running.ended
      if (running.asker === 'user') return
    }
    if (closing.signal.aborted) return
    const stop = new AbortController()
    const cancel = () => stop.abort()
    caller?.addEventListener('abort', cancel, { once: true })
    const before = check?.ended
    const ended = Promise.resolve().then(async () => {
      await before
      await lookNow(asker, stop.signal)
      caller?.removeEventListener('abort', cancel)
      look = null
      changed()
    })
    look = { stop, asker, ended }
    changed()
    rhythm.made()
    return ended
  }

  async function lookNow(asker: Asker, signal: AbortSignal): Promise<void> {
    const first = isFirst()
    const changes = noChanges()
    let running: ReadonlySet<string> = new Set()
    try {
      running = await fetchNewest(parts, changes, asker, signal)
      failure = null
      complaint = null
    } catch (error) {
      if (asker === 'user' && causeOf(error) !== null) complaint = toAppError(error)
      else if (!signal.aborted) fail(error)
    }
    try {
      // What a first look finds happened before anybody asked.
      await news.tell(first ? { ...changes, failed: [] } : changes, running)
    } catch (error) {
      log.warn('news could not be told', { error: String(error) })
    }
  }

  function fail(error: unknown): void {
    log.warn('sync failed', { profileId, error: String(error) })
    failure = toAppError(error)
    changed()
  }

  async function start(): Promise<SyncState> {
    await ledger.note({ started: 1, paused: 0 })
    wakeUp()
    begin()
    changed()
    return state()
  }

  /** Goes on after an error the user may have mended, without waiting for its turn. */
  function wakeUp(): void {
    failure = null
    complaint = null
    gate.hurry()
    rhythm.reset()
  }

  async function pause(): Promise<SyncState> {
    await stopAutomatic()
    failure = null
    await ledger.note({ paused: 1 })
    rhythm.reset()
    changed()
    return state()
  }

  async function stopAutomatic(): Promise<void> {
    const stopping = [history, look?.asker === 'automatic' ? look : null].filter(
      (task) => task !== null
    )
    for (const { stop } of stopping) stop.abort()
    await Promise.all(stopping.map(({ ended }) => ended))
  }

  async function verify(caller: AbortSignal): Promise<VerifyReport> {
    while (check ?? look) await (check ?? look)?.ended.catch(() => undefined)
    const stop = new AbortController()
    const cancel = () => stop.abort()
    caller.addEventListener('abort', cancel, { once: true })
    const progress = { done: 0, total: 0 }
    const report = Promise.resolve().then(() =>
      compareCounts(
        {
          ...parts,
          progress: (done, total) => {
            if (check) Object.assign(check, { done, total })
            changed()
          }
        },
        stop.signal
      )
    )
    check = { ...progress, stop, ended: report.then(noResult, noResult) }
    changed()
    try {
      return await report
    } finally {
      caller.removeEventListener('abort', cancel)
      check = null
      changed()
    }
  }

  function follow(on: boolean): void {
    following = on
    rhythm.reset()
  }

  function phase(): SyncState['phase'] {
    const waits = gate.wait() !== null
    if (check) return 'verify'
    if (history) return waits ? 'waiting' : 'backfill'
    if (look) return waits && look.asker === 'automatic' ? 'waiting' : 'newest'
    if (isPaused()) return 'paused'
    return failure ? 'failed' : 'idle'
  }

  /** How far the work under way is; without any, what is held against what there is. */
  function counts(): Pick<SyncState, 'done' | 'total' | 'window'> {
    if (check) return { done: check.done, total: check.total, window: null }
    if (history) {
      const { done, total, window } = history.progress
      return { done, total, window }
    }
    const { held, facts } = ledger.held()
    return { done: held, total: facts.serviceTotal ?? null, window: null }
  }

  function state(): SyncState {
    const current = phase()
    const wait = current === 'waiting' ? gate.wait() : null
    const error = wait?.error ?? failure ?? complaint
    return {
      profileId,
      phase: current,
      ...counts(),
      endsAt: history ? endOf(history) : null,
      resumesAt: wait?.resumesAt ?? null,
      error: error && toWire(error),
      coverage: coverageOf(ledger.held()),
      quota: zones.quota(profileId)
    }
  }

  function endOf({ progress, waitedBefore }: NonNullable<typeof history>): number | null {
    return expectedEnd(progress, zones.quota(profileId), {
      now: now(),
      waitedMs: gate.waitedMs() - waitedBefore,
      reserve: reserve(),
      freeAt: freeAt(0)
    })
  }

  /** Stops everything; resolves when nothing of it is under way. */
  async function close(): Promise<void> {
    closing.abort()
    const tasks = [history, look, check].filter((task) => task !== null)
    for (const { stop } of tasks) stop.abort()
    await Promise.all([...tasks.map(({ ended }) => ended), rhythm.ended])
  }

  return {
    state,
    start,
    pause,
    verify,
    follow,
    close,
    newest: async (caller: AbortSignal): Promise<SyncState> => {
      await newest('user', caller)
      return state()
    },
    /** The settings changed. */
    reset: rhythm.reset,
    /** The user changed the profile, which may have mended what failed. */
    revive: () => {
      const failed = failure !== null
      wakeUp()
      if (failed && isWanted()) begin()
    }
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', 'An unexpected error occurred.', { cause: error })
}

function noResult(): void {
  // Whoever waits for the end wants neither the report nor its failure.
}
