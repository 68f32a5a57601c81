import type { Handlers } from '#shared/api'
import type { SyncState } from '#shared/sync'
import { AppError } from '#shared/errors'
import type { Notifier } from '../ports'
import { createNotifications } from './notifications'
import { causeOf, delayAfter } from './patience'
import { openProfileSync, type ProfileSync, type ProfileSyncDeps } from './profile-sync'
import type { SpokenLanguage } from './sentences'

interface Deps extends Omit<ProfileSyncDeps, 'notifications'> {
  notifier: Notifier
  language: () => SpokenLanguage
  /** Whose wall clock the quiet hours go by; absent: this machine's. */
  timeZone?: string
}

/** Keeps archives complete and fresh: one sync a profile, opened when first used. */
export function createSync(deps: Deps) {
  const { zones, archive } = deps
  const open = new Map<string, Promise<ProfileSync>>()
  /** Still in the configuration, but about to be removed: a sync opened now would make the archive anew. */
  const leaving = new Set<string>()
  const closing = new AbortController()
  const notifications = createNotifications({
    ...deps,
    profileName: (id) => zones.find(id).name
  })

  // What is not open yet finds it out when it opens.
  const stopListening = archive.onLost((id) => {
    void open.get(id)?.then(
      (sync) => sync.rebuild(),
      () => undefined
    )
  })

  /** @throws AppError `profile-unknown`, and those of the archive */
  async function of(profileId: string): Promise<ProfileSync> {
    zones.find(profileId)
    if (leaving.has(profileId)) {
      throw new AppError('profile-unknown', 'The profile is being removed.')
    }
    const known = open.get(profileId)
    if (known) return known
    const opening = openProfileSync({ ...deps, notifications }, profileId)
    open.set(profileId, opening)
    opening.then(
      (sync) =>
        closing.signal.aborted || open.get(profileId) !== opening ? sync.close() : undefined,
      () => {
        // The next call tries again.
        if (open.get(profileId) === opening) open.delete(profileId)
      }
    )
    return opening
  }

  /** Opens what the last run had open. Where its archive cannot be read now, that is tried again by itself. */
  async function goOn(profileId: string, failures = 0): Promise<void> {
    try {
      await of(profileId)
    } catch (error) {
      deps.log.warn('sync cannot go on', { profileId, error: String(error) })
      if (causeOf(error) !== null) void goOnLater(profileId, failures + 1)
    }
  }

  async function goOnLater(profileId: string, failures: number): Promise<void> {
    await deps.sleep(delayAfter(failures), closing.signal)
    if (closing.signal.aborted || !zones.ids().includes(profileId)) return
    await goOn(profileId, failures)
  }

  async function each(work: (sync: ProfileSync) => unknown): Promise<void> {
    const syncs = await Promise.allSettled(open.values())
    await Promise.all(syncs.map((found) => found.status === 'fulfilled' && work(found.value)))
  }

  const handlers: Handlers['sync'] = {
    state: async (id) => (await of(id)).state(),
    start: async (id) => (await of(id)).start(),
    pause: async (id) => (await of(id)).pause(),
    newest: async (id, { signal }) => (await of(id)).newest(signal),
    verify: async (id, { signal }) => (await of(id)).verify(signal),
    follow: async ({ profileId, on }) => (await of(profileId)).follow(on)
  }

  return {
    handlers,
    /** Goes on with what the last run did, one profile after the other; there is nothing where no archive is. */
    resume: async (): Promise<void> => {
      for (const id of zones.ids()) {
        if (closing.signal.aborted) return
        if (await archive.exists(id)) await goOn(id)
      }
    },
    /** Of every sync that is open. */
    states: async (): Promise<SyncState[]> => {
      const states: SyncState[] = []
      await each((sync) => states.push(sync.state()))
      return states
    },
    /** Ends the work of a profile, removes it, and goes on as before where that fails. */
    forget: async (profileId: string, removal: () => Promise<void>): Promise<void> => {
      const opening = open.get(profileId)
      open.delete(profileId)
      leaving.add(profileId)
      try {
        await (await opening?.catch(() => undefined))?.close()
        await removal()
        leaving.delete(profileId)
      } catch (error) {
        leaving.delete(profileId)
        // What keeps it from opening is told to whoever asks for it next.
        if (opening) of(profileId).catch(() => undefined)
        throw error
      }
      deps.wishes.set(profileId, null)
    },
    /** The user changed a profile. */
    revive: async (profileId: string): Promise<void> => {
      const sync = await open.get(profileId)?.catch(() => undefined)
      sync?.revive()
    },
    /** The keychain gave a secret or took one: those it had stopped go on, also of other profiles. */
    keychainAnswered: () => each((sync) => sync.keychainAnswered()),
    /** Rows of a profile were kept that no sync fetched. */
    kept: async (profileId: string): Promise<void> => {
      try {
        await (await open.get(profileId))?.recount()
      } catch (error) {
        // The rows are there; the next look counts them.
        deps.log.warn('the rows held were not counted', { profileId, error: String(error) })
      }
    },
    /** The machine slept, or its network was away: what waits for a zone asks it now. */
    wake: () => each((sync) => sync.revive()),
    /** The machine goes to sleep: nothing is begun by itself for so many ms, or until `wake`. */
    rest: (ms: number) => each((sync) => sync.rest(ms)),
    /** The settings changed, or a quota that was refused is free again. */
    reset: () => each((sync) => sync.reset()),
    /** Nobody watches any more. */
    unfollow: () => each((sync) => sync.follow(false)),
    close: async (): Promise<void> => {
      closing.abort()
      stopListening()
      await each((sync) => sync.close())
    }
  }
}

export type Sync = ReturnType<typeof createSync>
