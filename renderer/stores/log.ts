import { defineStore } from 'pinia'
import { computed, markRaw, reactive, shallowReactive, watch } from 'vue'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import type { TimeZone, Workspace } from '#shared/settings'
import { api } from '../api'
import { useSearch, type Query, type RunOptions, type Search } from '../composables/use-search'
import {
  emptyForm,
  formOf,
  readForm,
  withoutServiceOnly,
  withRange,
  type FormIssue,
  type ParameterForm
} from '../parameter-form'
import { useProfiles } from './profiles'
import { useSettings } from './settings'

/** The log of one profile: its controls, its place, its search. */
export interface Session extends Omit<Workspace, 'parameters'> {
  profileId: string
  form: ParameterForm
  issues: FormIssue[]
  /** The query on screen, as sent. */
  asked: Query | null
  search: Search
}

const saveDelayMs = 400
const restoredPages = 20

/** The log on screen. Each profile keeps its own session while the app runs. */
export const useLog = defineStore('log', () => {
  const settings = useSettings()
  const profiles = useProfiles()
  const sessions = shallowReactive(new Map<string, Session>())
  const current = computed(() => sessions.get(profiles.current?.id ?? '') ?? null)

  /** Opens the session of a profile, with the filters and place it had. */
  async function open(profileId: string): Promise<Session> {
    const known = sessions.get(profileId)
    if (known) return known
    const workspace = await api.workspaces.get(profileId)
    const raced = sessions.get(profileId)
    if (raced) return raced
    const { parameters, ...rest } = workspace
    const session: Session = reactive({
      ...rest,
      profileId,
      form: formOf(withRange(parameters, workspace.range, 0), settings.values.timeZone),
      issues: [],
      asked: null,
      search: markRaw(useSearch(api.operations.search))
    })
    if (session.range !== 'custom') Object.assign(session.form, { start_time: '', end_time: '' })
    sessions.set(profileId, session)
    watch(() => workspaceOf(session), saveSoon(profileId), { deep: true })
    return session
  }

  /** Reads the controls and asks. Nothing is sent while a control breaks a rule. */
  async function run(session: Session, options: RunOptions = {}): Promise<boolean> {
    const read = readForm(session.form, settings.values.timeZone)
    session.issues = read.ok ? [] : read.issues
    const [issue] = session.issues
    if (!read.ok) {
      if (issue) session.search.fail(invalid(issue))
      return false
    }
    const { view, range, profileId, text } = session
    const values = withRange(read.parameters, range, Date.now())
    const parameters = view === 'archive' ? withoutServiceOnly(values) : values
    const from = view === 'archive' ? 'archive' : 'auto'
    session.asked = { profileId, parameters, from, ...(view === 'archive' ? { text } : {}) }
    return session.search.run(session.asked, options)
  }

  /** Asks the same again, its preset counted from now; what is being typed does not matter. */
  async function refresh(
    session: Session,
    { from, ...options }: RunOptions & { from?: 'live' } = { keep: true }
  ): Promise<boolean> {
    if (!session.asked) return run(session, options)
    const parameters = withRange(session.asked.parameters, session.range, Date.now())
    session.asked = { ...session.asked, parameters }
    return session.search.run({ ...session.asked, ...(from ? { from } : {}) }, options)
  }

  /** Opens a profile, shows what it had, and brings it up to date. */
  async function show(profileId: string): Promise<void> {
    // An open one asks at once: at start that is before the first frame, which takes its time.
    const session = sessions.get(profileId) ?? (await open(profileId))
    const { state } = session.search
    const deep = state.page?.source === 'live' && state.received > state.page.rows.length
    if (deep) return
    const { firstRow } = session
    await run(session, { keep: true })
    for (let page = 0; page < restoredPages && state.rows.length <= firstRow; page++) {
      const before = state.received
      await session.search.more()
      if (state.received === before) break
    }
  }

  /** Times in the controls keep their meaning when the zone changes. */
  function convertTimes(from: TimeZone, to: TimeZone): void {
    for (const { form } of sessions.values()) {
      const read = readForm(form, from)
      if (!read.ok) continue
      const { start_time, end_time } = formOf(read.parameters, to)
      Object.assign(form, { start_time, end_time })
    }
  }
  watch(
    () => settings.values.timeZone,
    (to, from) => convertTimes(from, to)
  )

  function workspaceOf(session: Session): Workspace {
    const { view, range, text, columns, selected, firstRow, form } = session
    const read = readForm(form, settings.values.timeZone)
    const parameters = read.ok ? read.parameters : initialParameters
    return { view, range, text, columns, selected, firstRow, parameters }
  }

  function saveSoon(profileId: string): (workspace: Workspace) => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    return (workspace) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        // A deleted profile has no workspace any more.
        if (!profiles.list.some(({ id }) => id === profileId)) return
        api.workspaces.set({ profileId, workspace }).catch(() => undefined)
      }, saveDelayMs)
    }
  }

  function reset(session: Session): void {
    Object.assign(session, { form: emptyForm(), range: 'all', text: '', issues: [] })
  }

  return { current, sessions, open, run, refresh, show, reset }
})

function invalid({ field, rule, min, max }: FormIssue): AppError {
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
  return new AppError('invalid-parameter', `${field}: ${rule}`, {
    detail: { field, rule, ...bounds }
  })
}
