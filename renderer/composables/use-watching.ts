import { onUnmounted, watch } from 'vue'
import { allZones } from '#shared/profile'
import { serviceOnlyParameters } from '#shared/parameters'
import { toInstant } from '#shared/time'
import { api } from '../api'
import { selectionOf } from '../archive-filter'
import { useLog, type Session } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { useSettings } from '../stores/settings'
import { useSync } from '../stores/sync'

/** Between two looks at whether time alone has made the rows others, ms. */
const lookEveryMs = 15_000

/** Keeps the rows on screen in step with what comes in and with the clock, and asks for more often while one follows. */
export function useWatching(): void {
  const log = useLog()
  const profiles = useProfiles()
  const settings = useSettings()
  const sync = useSync()

  /** What is in sight stays put, unless one follows at the top. */
  function bringIn(session: Session, added: number): void {
    const atTop = session.firstRow === 0
    if (session.view === 'archive') {
      session.archive.refreshSoon()
    } else if (session.following && atTop) {
      void log.refresh(session, { silent: true })
    } else if (session.following && added > 0) void countNewer(session, added)
  }

  /** Counts the rows that came in above Live's first one and match what is asked. */
  async function countNewer(session: Session, added: number): Promise<void> {
    const { asked, search } = session
    if (!asked) return
    const { parameters } = asked
    if (serviceOnlyParameters(parameters).length > 0) {
      // Only the service knows which of them match.
      session.liveUnseen += added
      return
    }
    const newest = search.state.rows[0]?.createTime
    if (parameters.reverse === 0 || newest === null || newest === undefined) return
    const since = { ...parameters, start_time: toInstant(newest) }
    const selection = selectionOf([session.profileId], since, {}, '', settings.values.timeZone)
    const found = await api.archive.page({ selection, limit: 1 }).catch(() => null)
    // Another question, or one that was brought up to date, counts anew.
    if (!found || session.asked !== asked || search.state.rows[0]?.createTime !== newest) return
    const known = search.state.rows.filter(({ createTime }) => createTime === newest).length
    session.liveUnseen = Math.max(0, found.total - known)
  }

  function isShown(profileId: string): Session | null {
    const session = log.current
    return session && log.profileIdsOf(session).includes(profileId) ? session : null
  }

  const stopRows = api.on('newRows', ({ profileId, added, changed }) => {
    const session = isShown(profileId)
    if (session && added + changed > 0) bringIn(session, added)
  })
  // Rows of a backfill are no news, but the Archive shows them too.
  const stopHeld = watch(
    () => {
      const session = log.current
      if (!session || session.view !== 'archive') return ''
      return log
        .profileIdsOf(session)
        .map((id) => sync.states[id]?.coverage.held ?? 0)
        .join()
    },
    () => {
      const session = log.current
      if (session?.view === 'archive') bringIn(session, 0)
    }
  )
  // Time alone brings rows into an age, and takes them out of a preset.
  function keepTime(): void {
    const session = log.current
    if (session && !document.hidden && log.isOutdated(session)) bringIn(session, 0)
  }
  const clock = setInterval(keepTime, lookEveryMs)
  document.addEventListener('visibilitychange', keepTime)
  // A profile that comes or goes changes what is merged, and not what was asked of it.
  const stopList = watch(
    () =>
      profiles.list
        .map(({ id }) => id)
        .sort()
        .join(),
    () => {
      if (log.current?.profileId === allZones) void log.refresh(log.current)
    }
  )
  const stopFollow = watch(
    () => (log.current?.following ? log.profileIdsOf(log.current) : []),
    (now, before) => {
      for (const profileId of before ?? []) {
        if (!now.includes(profileId)) void follow(profileId, false)
      }
      for (const profileId of now) {
        if (!before?.includes(profileId)) void follow(profileId, true)
      }
    }
  )

  onUnmounted(() => {
    stopRows()
    stopHeld()
    clearInterval(clock)
    document.removeEventListener('visibilitychange', keepTime)
    stopList()
    stopFollow()
  })
}

/** A zone that cannot be followed says so in its sync state. */
async function follow(profileId: string, on: boolean): Promise<void> {
  await api.sync.follow({ profileId, on }).catch(() => undefined)
}
