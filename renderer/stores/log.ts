import { defineStore } from 'pinia'
import { computed, markRaw, reactive, shallowReactive, watch } from 'vue'
import type { ArchiveFilter, ArchiveOrder, Span } from '#shared/archive-query'
import { AppError } from '#shared/errors'
import type { OperationParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import type { SearchState, TimeZone } from '#shared/settings'
import { formatField, parseInstant, toInstant } from '#shared/time'
import { api } from '../api'
import { countedFrom, selectionOf, withResource } from '../archive-filter'
import type { ArchiveQuery } from '../composables/archive-state'
import { useArchiveRows } from '../composables/use-archive-rows'
import { useSearch } from '../composables/use-search'
import { useWorkspaces } from '../composables/use-workspaces'
import { i18n } from '../locales'
import {
  emptyForm,
  readFormFor,
  readTime,
  recountAfterMs,
  withRange,
  withRangeRenewed,
  type FormIssue
} from '../parameter-form'
import { questionOf } from '../question'
import { apply, capture } from '../search-state'
import type { Session, Zoom } from '../session'
import { failShown } from '../shown'
import { useApp } from './app'
import { useProfiles } from './profiles'
import { useSettings } from './settings'

export type { Session } from '../session'

interface RunOptions {
  /** The table stays at its place. */
  keep?: boolean
}

const restoredPages = 20

/** The log on screen. Each profile keeps its own session while the app runs. */
export const useLog = defineStore('log', () => {
  const app = useApp()
  const settings = useSettings()
  const profiles = useProfiles()
  const sessions = shallowReactive(new Map<string, Session>())
  const workspaces = useWorkspaces(
    (id) => id === allZones || profiles.list.some((profile) => profile.id === id)
  )
  const current = computed(() => sessions.get(profiles.shownId ?? '') ?? null)

  /** Opens the session of a profile, with the filters and place it had. */
  async function open(profileId: string): Promise<Session> {
    const known = sessions.get(profileId)
    if (known) return known
    const workspace = await api.workspaces.get(profileId)
    const raced = sessions.get(profileId)
    if (raced) return raced
    const { parameters: _controls, ...rest } = workspace
    const session: Session = reactive({
      ...rest,
      profileId,
      form: emptyForm(),
      issues: [],
      asked: null,
      ran: null,
      search: markRaw(useSearch(api.operations.search)),
      askedArchive: null,
      archive: markRaw(
        useArchiveRows(api.archive.page, {
          letIn: () => session.following && session.firstRow === 0,
          recount: (query) => counted(session, renewed(session, query)),
          recounted: (query) => takeOver(session, query)
        })
      ),
      opened: null,
      selection: [],
      selectedRows: markRaw(new Map()),
      following: false,
      liveUnseen: 0,
      zoomedFrom: []
    })
    apply(session, workspace)
    sessions.set(profileId, session)
    workspaces.keep(session)
    return session
  }

  /** Ends the session of a profile that is gone; what it still asks for is not waited for. */
  function close(profileId: string): void {
    const session = sessions.get(profileId)
    sessions.delete(profileId)
    workspaces.forget(profileId)
    session?.search.abort()
    session?.archive.stop()
  }

  /** Reads the controls and asks. Nothing is sent while a control that applies breaks a rule. */
  async function run(session: Session, options: RunOptions = {}): Promise<boolean> {
    const read = readFormFor(session.view, session.form, settings.values.timeZone)
    session.issues = read.ok ? [] : read.issues
    const [issue] = session.issues
    if (!read.ok) {
      if (issue) failShown(session, invalid(issue))
      return false
    }
    const before = questionOf(session)
    const ran = (session.ran = capture(session))
    const parameters = withRange(read.parameters, ran.range, serviceTime(session))
    if (ran.view === 'archive') {
      const running = runArchive(session, ran, parameters, options)
      begin(session, before, options)
      return running
    }
    session.liveUnseen = 0
    session.asked = { profileId: session.profileId, parameters, from: 'auto' }
    begin(session, before, options)
    // A preset's times are others at each look, which alone must not empty the table.
    const again = before !== null && before === questionOf(session)
    return session.search.run(session.asked, { again })
  }

  /** Another question begins at its first row and with nothing selected, also while the table is not shown. */
  function begin(session: Session, before: string | null, { keep }: RunOptions): void {
    if (before === null || before === questionOf(session)) return
    Object.assign(session, { selection: [], selectedRows: markRaw(new Map()) })
    if (!keep) session.firstRow = 0
  }

  async function runArchive(
    session: Session,
    { text, filter, order }: SearchState,
    values: OperationParameters,
    { keep = false, again = false }: RunOptions & { again?: boolean } = {}
  ): Promise<boolean> {
    const { profileId } = session
    const selection = selectionOf(
      // A profile moved in the list makes no other question.
      profileIdsOf(session).sort(),
      values,
      filter,
      text,
      settings.values.timeZone
    )
    session.asked = { profileId, parameters: selection.parameters, from: 'archive', text }
    session.askedArchive = counted(session, { selection, order, merged: profileId === allZones })
    const firstRow = keep ? session.firstRow : 0
    return session.archive.run(session.askedArchive, { keep, firstRow, again })
  }

  /** The question with its preset counted from now; one without a preset stays as it is. */
  function renewed(session: Session, query: ArchiveQuery): ArchiveQuery {
    const { ran } = session
    // Live may have been asked since, with another preset.
    if (ran?.view !== 'archive') return query
    const { selection } = query
    const now = serviceTime(session)
    const parameters = withRangeRenewed(selection.parameters, ran.range, now)
    if (parameters === selection.parameters) return query
    return { ...query, selection: { ...selection, parameters } }
  }

  /** Whether the Archive's preset or ages were counted a minute ago: by now they may mean other rows. */
  function isOutdated(session: Session): boolean {
    const { askedArchive, view } = session
    if (view !== 'archive' || !askedArchive) return false
    const { at } = askedArchive.selection
    if (at !== undefined && Math.abs(serviceTime(session) - at) >= recountAfterMs) return true
    return renewed(session, askedArchive) !== askedArchive
  }

  /** The rows on screen are those of the question as it was counted anew. */
  function takeOver(session: Session, query: ArchiveQuery): void {
    const { asked } = session
    const { parameters } = query.selection
    session.askedArchive = query
    if (asked?.from === 'archive') session.asked = { ...asked, parameters }
  }

  /** The question with its ages counted from now; one without ages stays as it is. */
  function counted(session: Session, query: ArchiveQuery): ArchiveQuery {
    const selection = countedFrom(query.selection, serviceTime(session))
    return selection === query.selection ? query : { ...query, selection }
  }

  /** Now by the clock of the service, which the times of the rows are of, as far as it is known; ms. */
  function serviceTime(session: Session, now = Date.now()): number {
    const skews = [
      session.search.state.page?.skewMs,
      ...profileIdsOf(session).map((id) => profiles.connections[id]?.skewMs)
    ]
    return now - (skews.find((skew) => typeof skew === 'number') ?? 0)
  }

  function profileIdsOf({ profileId }: Session): string[] {
    return profileId === allZones ? profiles.list.map(({ id }) => id) : [profileId]
  }

  /** Asks the same again, its preset counted from now; what is being typed does not matter. */
  async function refresh(
    session: Session,
    { from, silent = false }: { from?: 'live'; silent?: boolean } = {}
  ): Promise<boolean> {
    const { asked, ran, view } = session
    // The other view may have been chosen with controls that break a rule.
    if (!asked || ran?.view !== view) return run(session, { keep: true })
    const parameters = withRange(asked.parameters, ran.range, serviceTime(session))
    if (view === 'archive') return runArchive(session, ran, parameters, { keep: true, again: true })
    const query = { ...asked, parameters }
    if (!silent) session.asked = query
    const shown = await session.search.run(
      { ...query, ...(from ? { from } : {}) },
      { again: true, silent, place: () => session.firstRow }
    )
    if (shown) {
      session.liveUnseen = 0
      stayWithin(session)
    }
    // What a try was to bring is the question once it is there, unless another was asked meanwhile.
    if (shown && session.asked === asked) session.asked = query
    return shown
  }

  /** The conditions beyond the parameters; the rows follow at once. */
  function setFilter(session: Session, filter: ArchiveFilter): void {
    session.filter = filter
    void run(session)
  }

  /** Shows the operations on a resource, beside those on the resources that are asked for already. */
  function showResource(session: Session, id: string): void {
    const { form, filter, view } = session
    const value = form.resource_ids.trim()
    if (view === 'live') {
      form.resource_ids = id
      void run(session)
      // The service takes one at a time; whoever did not mean that can go back.
      if (value && value !== id) {
        app.say(i18n.global.t('history.replaced', { from: value, to: id }), () => {
          form.resource_ids = value
          void run(session)
        })
      }
      return
    }
    const next = withResource({ value, filter }, id)
    form.resource_ids = next.value
    setFilter(session, next.filter)
  }

  function zoomIn(session: Session, { start, end }: Span): void {
    const { start_time, end_time } = session.asked?.parameters ?? {}
    session.zoomedFrom.push({ range: session.range, start_time, end_time })
    setTimes(session, { range: 'custom', start_time: toInstant(start), end_time: toInstant(end) })
  }

  function zoomOut(session: Session): void {
    const zoom = session.zoomedFrom.pop()
    if (zoom) setTimes(session, zoom)
  }

  function setTimes(session: Session, { range, start_time, end_time }: Zoom): void {
    const text = (instant: string | undefined) => {
      const ms = instant === undefined ? null : parseInstant(instant)
      return range !== 'custom' || ms === null ? '' : formatField(ms, settings.values.timeZone)
    }
    session.range = range
    Object.assign(session.form, { start_time: text(start_time), end_time: text(end_time) })
    void run(session)
  }

  /** Order of the Archive. Time is `reverse` too, so the two never contradict each other. */
  function setOrder(session: Session, order: ArchiveOrder): void {
    session.order = order
    if (order.field === 'create_time') session.form.reverse = order.descending ? '1' : '0'
    void run(session)
  }

  /** Live or Archive, with the same filters. */
  function setView(session: Session, view: Session['view']): void {
    session.view = view
    void run(session)
  }

  /** A preset is counted from now; `custom` waits for its times. */
  function setRange(session: Session, range: Session['range']): void {
    session.range = range
    session.zoomedFrom = []
    if (range === 'custom') return
    Object.assign(session.form, { start_time: '', end_time: '' })
    void run(session)
  }

  /** Asks, and has the rows around a place at hand. @returns whether the answer is shown */
  async function runAt(session: Session, firstRow: number): Promise<boolean> {
    session.firstRow = firstRow
    const shown = await run(session, { keep: true })
    if (session.view === 'archive' || !shown) return shown
    const { state } = session.search
    for (let page = 0; page < restoredPages && state.rows.length <= firstRow; page++) {
      const before = state.received
      await session.search.more()
      if (state.received === before) break
    }
    stayWithin(session)
    return true
  }

  /** Where Live's place is past what there is, the table stands at the top. */
  function stayWithin(session: Session): void {
    if (session.search.state.rows.length <= session.firstRow) session.firstRow = 0
  }

  /** Puts a search on screen, from its first row. A profile that is not shown asks once it is. */
  function adopt(session: Session, state: SearchState, activeView: string | null): void {
    apply(session, state)
    const none = { selection: [], selectedRows: markRaw(new Map()) }
    Object.assign(session, { activeView, selected: null, ...none })
    const isShown = session.profileId === profiles.shownId
    // Where the search before stands is kept with it once the next one is asked.
    if (!isShown || !session.asked) session.firstRow = 0
    if (isShown) void run(session)
    else session.asked = null
  }

  /** Opens a profile, shows what it had, and brings it up to date. */
  async function show(profileId: string): Promise<void> {
    // An open one asks at once: at start that is before the first frame, which takes its time.
    const session = sessions.get(profileId) ?? (await open(profileId))
    // What is being typed there waits for Apply; it is no question yet.
    await (session.asked ? refresh(session) : runAt(session, session.firstRow))
  }

  /** Times in the controls keep their meaning when the zone changes. */
  function convertTimes(from: TimeZone, to: TimeZone): void {
    for (const { form } of sessions.values()) {
      // Each by itself: what breaks a rule beside it must not move it to another instant.
      for (const name of ['start_time', 'end_time'] as const) {
        const ms = readTime(name, form[name], from)
        if (ms !== null) form[name] = formatField(ms, to)
      }
    }
  }
  watch(
    () => settings.values.timeZone,
    (to, from) => {
      convertTimes(from, to)
      // A text may name a time.
      const session = current.value
      if (session?.view === 'archive' && session.askedArchive?.selection.timeZone)
        void refresh(session)
    }
  )

  function reset(session: Session): void {
    const order: ArchiveOrder = { field: 'create_time', descending: true }
    const fresh = {
      activeView: null,
      range: 'all',
      text: '',
      filter: {},
      order,
      issues: [],
      zoomedFrom: []
    } as const
    Object.assign(session, { ...fresh, form: emptyForm() })
  }

  return {
    current,
    sessions,
    open,
    close,
    run,
    refresh,
    isOutdated,
    show,
    reset,
    setFilter,
    showResource,
    setOrder,
    setView,
    setRange,
    runAt,
    zoomIn,
    zoomOut,
    adopt,
    profileIdsOf,
    serviceTime
  }
})

function invalid({ field, rule, min, max }: FormIssue): AppError {
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
  return new AppError('invalid-parameter', `${field}: ${rule}`, {
    detail: { field, rule, ...bounds }
  })
}
