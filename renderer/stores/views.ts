import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { ViewList } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import { isSame } from '#shared/same-search'
import type { RecentSearch, SavedView, SearchState } from '#shared/settings'
import { encodeLink, anyZone } from '#shared/view-link'
import { api } from '../api'
import { inTurn } from '../in-turn'
import { i18n } from '../locales'
import { capture, searchOn } from '../search-state'
import { useApp } from './app'
import { useLog, type Session } from './log'
import { useProfiles } from './profiles'

/** A search that stood this long is one to come back to, ms. */
const recentAfterMs = 1500

/** Saved views and recent searches. */
export const useViews = defineStore('views', () => {
  const app = useApp()
  const log = useLog()
  const profiles = useProfiles()
  const list = ref<SavedView[]>([])
  const defaults = ref<ViewList['defaults']>({})
  const recent = ref<RecentSearch[]>([])
  let recentOf = ''

  function take({ views, defaults: standard }: ViewList): void {
    list.value = views
    defaults.value = standard
  }

  async function load(): Promise<void> {
    take(await api.views.list())
  }

  // Those of a profile that is gone belong to all from then on, under names that may be others.
  watch(
    () => profiles.list.length,
    (left, before) => {
      if (left < before) void load().catch(() => undefined)
    }
  )

  /** The views a profile's menu offers, in their order. */
  function offered({ profileId }: Session): SavedView[] {
    return list.value.filter((view) => view.profileId === null || view.profileId === profileId)
  }

  function activeOf(session: Session): SavedView | null {
    return list.value.find(({ id }) => id === session.activeView) ?? null
  }

  /** Whether the search on screen is another than the view says. */
  function isChanged(session: Session, { search }: SavedView): boolean {
    return !isSame(capture(session), searchOn(session.profileId, search))
  }

  function open(session: Session, { search, id }: SavedView): void {
    log.adopt(session, search, id)
  }

  async function saveAs(session: Session, name: string, own: boolean): Promise<void> {
    const { profileId } = session
    const search = capture(session)
    const saved = await api.views.save({ name, search, profileId: own ? profileId : null })
    session.activeView = saved.id
    await load()
  }

  /** The profile's next first opening begins with this view; with the same one again: no longer. */
  async function toggleDefault({ profileId }: Session, id: string): Promise<void> {
    const next = defaults.value[profileId] === id ? null : id
    take(await api.views.setDefault({ profileId, id: next }))
  }

  /** Each counts from where the one before has put them. */
  const move = inTurn(async (session: Session, id: string, by: 1 | -1): Promise<void> => {
    const ids = offered(session).map((view) => view.id)
    const from = ids.indexOf(id)
    const to = from + by
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    take(await api.views.reorder(ids))
  })

  async function importFile(): Promise<{ added: number; skipped: number } | null> {
    const read = await api.views.importFile()
    if (read) await load()
    return read
  }

  /** A link that opens the search on screen elsewhere; null: it would be too long. */
  function linkOf(session: Session): string | null {
    const search = capture(session)
    const active = activeOf(session)
    const name = active && !isChanged(session, active) ? active.name : ''
    const profile = profiles.list.find(({ id }) => id === session.profileId)
    return encodeLink({
      zone: profile?.zone ?? anyZone,
      profile: profile?.name ?? '',
      name,
      search
    })
  }

  async function copyLink(session: Session): Promise<void> {
    const { t } = i18n.global
    const link = linkOf(session)
    if (link === null) return app.say(t('link.tooLong'))
    await navigator.clipboard.writeText(link).then(
      () => app.say(t('link.copied')),
      () => app.say(t('detail.copyFailed'))
    )
  }

  /** Whatever is answered last, the searches are those of the profile they were asked for last. */
  async function loadRecent({ profileId }: Session): Promise<void> {
    if (recentOf !== profileId) recent.value = []
    recentOf = profileId
    const searches = await api.recent.list(profileId)
    if (recentOf === profileId) recent.value = searches
  }

  async function clearRecent({ profileId }: Session): Promise<void> {
    await api.recent.clear(profileId)
    if (recentOf === profileId) recent.value = []
  }

  /** Keeps what is asked, once it stood for a moment: not every letter of a word being typed. */
  function watchSearches(): void {
    let waiting: { profileId: string; search: SearchState } | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    function keep(): void {
      clearTimeout(timer)
      if (waiting) api.recent.add(waiting).catch(() => undefined)
      waiting = null
    }
    watch(
      () => log.current?.ran,
      (search) => {
        const profileId = log.current?.profileId
        if (waiting?.profileId !== profileId) keep()
        clearTimeout(timer)
        waiting = search && profileId && !isUntouched(search) ? { profileId, search } : null
        timer = setTimeout(keep, recentAfterMs)
      }
    )
    window.addEventListener('pagehide', keep)
  }

  return {
    list,
    defaults,
    recent,
    load,
    offered,
    activeOf,
    isChanged,
    open,
    saveAs,
    update: async (session: Session, id: string) =>
      take(await api.views.update({ id, search: capture(session) })),
    rename: async (id: string, name: string) => take(await api.views.rename({ id, name })),
    remove: async (id: string) => take(await api.views.remove(id)),
    toggleDefault,
    move,
    exportFile: () => api.views.exportFile(),
    importFile,
    linkOf,
    copyLink,
    loadRecent,
    clearRecent,
    watchSearches
  }
})

function isUntouched({ range, text, filter, parameters, order }: SearchState): boolean {
  const conditions = JSON.stringify([filter, parameters])
  const asked = range !== 'all' || text !== '' || order.field !== 'create_time'
  return !asked && conditions === JSON.stringify([{}, initialParameters])
}
