import { defineStore } from 'pinia'
import { computed, nextTick, shallowReactive, shallowRef, watch } from 'vue'
import { i18n } from '../locales'
import {
  belonging,
  left,
  narrowness,
  noTrail,
  stepped,
  visited,
  type Trail
} from '../search-history'
import { apply } from '../search-state'
import { useApp } from './app'
import { useLog, type Session } from './log'

/** Back and forward through the searches of each profile, which is also undo and redo of its filters. */
export const useHistory = defineStore('history', () => {
  const app = useApp()
  const log = useLog()
  const trails = shallowReactive(new Map<string, Trail>())
  /** Where the table is to go; a new object each time. `select`: with cursor and focus. */
  const landing = shallowRef<{ profileId: string; row: number; select: boolean } | null>(null)
  let returning = false

  const trail = computed(() => trails.get(log.current?.profileId ?? '') ?? noTrail)
  const canGoBack = computed(() => trail.value.place > 0)
  const canGoForward = computed(() => trail.value.place < trail.value.visits.length - 1)

  // What is offered belongs to the profile that was on screen; at once, before the next one says something.
  watch(
    () => log.current?.profileId,
    () => app.withdrawUndo(),
    { flush: 'sync' }
  )
  // At once: the table still stands where the search before was left.
  watch(
    () => [log.current, log.current?.asked, log.current?.askedArchive] as const,
    ([session, asked], [before, askedBefore]) => {
      if (before && session !== before) leave(before)
      if (session && asked) record(session, session !== before || askedBefore !== null)
    },
    { flush: 'sync' }
  )

  // Not at once: who opens a view names it before its search is asked, and that is another visit.
  watch(
    () => [log.current, log.current?.activeView ?? null] as const,
    ([session, activeView], [before]) => {
      const known = session && session === before && trails.get(session.profileId)
      if (known) trails.set(session.profileId, belonging(known, activeView))
    }
  )

  function leave({ profileId, firstRow }: Session): void {
    const known = trails.get(profileId)
    if (known) trails.set(profileId, left(known, firstRow))
  }

  /** @param stands the table still stands where the search before was left, or else that was said when it was */
  function record(session: Session, stands: boolean): void {
    const { profileId, ran, activeView } = session
    if (returning || !ran) return
    const before = trails.get(profileId) ?? noTrail
    const firstRow = stands ? session.firstRow : (before.visits[before.place]?.firstRow ?? 0)
    // Not the controls: a refresh asks what was asked, while others may be on their way.
    const after = visited(before, { state: ran, activeView }, firstRow, Date.now())
    trails.set(profileId, belonging(after, activeView))
    if (after === before) return
    const [old, fresh] = [before.visits[before.place], after.visits[after.place]]
    const lost = old && fresh && narrowness(fresh.state) < narrowness(old.state)
    if (lost) app.say(i18n.global.t('history.removed'), () => void back())
    else app.withdrawUndo()
  }

  async function step(by: 1 | -1): Promise<void> {
    const session = log.current
    if (!session) return
    const next = stepped(trail.value, by, session.firstRow)
    const visit = next?.visits[next.place]
    if (!next || !visit) return
    app.withdrawUndo()
    trails.set(session.profileId, next)
    apply(session, { ...visit.state, columns: session.columns })
    session.activeView = visit.activeView
    returning = true
    const running = log.runAt(session, visit.firstRow)
    returning = false
    const shown = await running
    // Another search or profile may be on screen by now.
    if (!shown || trails.get(session.profileId) !== next || log.current !== session) return
    await nextTick()
    goTo(session, visit.firstRow)
  }

  function goTo({ profileId }: Session, row: number, select = false): void {
    landing.value = { profileId, row, select }
  }

  const back = () => step(-1)
  const forward = () => step(1)

  return { canGoBack, canGoForward, landing, goTo, back, forward }
})
