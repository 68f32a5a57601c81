import { AppError } from '#shared/errors'
import type { Handlers } from '#shared/api'
import type { Release, UpdateState } from '#shared/updates'
import type { Push } from '#shared/pushes'
import type { Log, Sleep, Updater } from './ports'
import { problemOf } from './update-problem'

interface Deps {
  /** Null: this build has no feed. */
  updater: Updater | null
  /** The app can replace itself. */
  automatic: boolean
  /** Whether the app may end now; what would be lost is asked about. */
  mayEnd: () => Promise<boolean>
  /** The user wants it to look by itself. */
  wanted: () => boolean
  push: Push
  sleep: Sleep
  log: Log
  openPage: () => Promise<void>
}

/** The first look waits until the window stands; then a few a day, ms. */
const firstMs = 30_000
const everyMs = 6 * 3_600_000

/** New releases: looked for, offered, fetched when the user agrees, installed when he agrees again. */
export function createUpdates(deps: Deps) {
  const { updater, automatic, mayEnd, wanted, push, sleep, log, openPage } = deps
  const closing = new AbortController()
  let download: AbortController | null = null
  let installing: Promise<void> | null = null
  let state: UpdateState = {
    phase: updater ? 'idle' : 'off',
    automatic,
    release: null,
    done: 0,
    total: 0,
    problem: null
  }

  function become(next: Partial<UpdateState>): UpdateState {
    state = { ...state, ...next }
    push('updates', state)
    return state
  }

  function failed(step: string, error: unknown, phase: UpdateState['phase']): UpdateState {
    const problem = problemOf(error)
    log.warn(`${step} failed`, { problem, error: String(error).slice(0, 500) })
    return become({ phase, problem })
  }

  async function check(): Promise<UpdateState> {
    // What is under way or waits to be installed is not thrown away.
    if (!updater || ['checking', 'downloading', 'ready'].includes(state.phase)) return state
    const { release } = state
    become({ phase: 'checking', problem: null })
    try {
      const found = await updater.check()
      return become({ phase: found ? 'available' : 'none', release: found })
    } catch (error) {
      return failed('looking for an update', error, release ? 'available' : 'idle')
    }
  }

  async function fetch(): Promise<UpdateState> {
    const { phase, release } = state
    if (!updater || !automatic || phase !== 'available' || !release) return state
    const stop = new AbortController()
    download = stop
    become({ phase: 'downloading', problem: null, done: 0, total: release.size ?? 0 })
    try {
      await updater.download((done, total) => become({ done, total }), stop.signal)
      return become({ phase: 'ready' })
    } catch (error) {
      if (stop.signal.aborted) return become({ phase: 'available' })
      return failed('fetching an update', error, 'available')
    } finally {
      download = null
    }
  }

  /** @throws AppError `invalid-input` where nothing was fetched */
  async function install(): Promise<void> {
    if (!updater || state.phase !== 'ready') {
      throw new AppError('invalid-input', 'There is no update to install.')
    }
    if (!(await mayEnd())) return
    if (state.problem) become({ problem: null })
    // A second one beside it would fail.
    installing ??= updater.install().finally(() => (installing = null))
    try {
      await installing
    } catch (error) {
      failed('installing an update', error, 'ready')
    }
  }

  const handlers: Handlers['updates'] = {
    state: () => state,
    check,
    download: fetch,
    cancel: () => download?.abort(),
    install,
    openPage
  }

  return {
    handlers,
    /** Looks by itself from now on, while the user wants it. */
    watch: async (): Promise<void> => {
      if (!updater) return
      await sleep(firstMs, closing.signal)
      while (!closing.signal.aborted) {
        if (wanted()) await check()
        await sleep(everyMs, closing.signal)
      }
    },
    close: (): void => {
      closing.abort()
      download?.abort()
    }
  }
}

/**
 * A release as shown. Its notes may be one text, a list by version, or HTML.
 * @param extension of the file that would be fetched
 */
export function releaseOf(
  info: {
    version: string
    releaseNotes?: string | readonly { note?: string | null }[] | null | undefined
    files?: readonly { url: string; size?: number | undefined }[]
  },
  extension: string
): Release {
  const { version, releaseNotes, files = [] } = info
  const notes =
    typeof releaseNotes === 'string'
      ? releaseNotes
      : (releaseNotes ?? []).map(({ note }) => note ?? '').join('\n')
  return {
    version,
    notes: notes
      .replaceAll(/<[^>]*>/g, '')
      .trim()
      .slice(0, 20_000),
    size: files.find(({ url }) => url.endsWith(extension))?.size ?? null
  }
}
