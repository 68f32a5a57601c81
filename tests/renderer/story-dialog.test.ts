// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import { ArchivePageInput, type Completeness, type HeldRow } from '#shared/archive-query'
import { AppError, toWire } from '#shared/errors'
import { allZones, type Profile } from '#shared/profile'
import { listSource } from '../../renderer/composables/row-source'
import { i18n, setLocale } from '../../renderer/locales'
import type { Session } from '../../renderer/session'
import { useProfiles } from '../../renderer/stores/profiles'
import { useSync } from '../../renderer/stores/sync'
import StoryDialog from '../../renderer/views/StoryDialog.vue'
import { heldRow } from '../support/held-rows'
import { syncState } from '../support/sync-state'

/** What is held, newest first, how much of what is asked, and whether it can be read. */
const archive = vi.hoisted(() => {
  const whole: Completeness = { complete: true, missing: [], missingMs: 0, unreached: 0 }
  const archive = { rows: [] as readonly HeldRow[], away: false, whole, coverage: whole }
  window.oplog = {
    call: async (method, input) => {
      if (method === 'archive.story') {
        const { rows, coverage } = archive
        return JSON.stringify({ ok: true, value: { rows, total: rows.length, coverage } })
      }
      if (method !== 'archive.page') return JSON.stringify({ ok: true, value: null })
      const parsed = ArchivePageInput.safeParse(input)
      if (archive.away || !parsed.success) {
        return JSON.stringify({ ok: false, error: toWire(new AppError('archive-unavailable', '')) })
      }
      return JSON.stringify({ ok: true, value: pageOf(parsed.data) })
    },
    on: () => () => undefined
  }
  return archive
})

function pageOf({ selection, limit }: ReturnType<typeof ArchivePageInput.parse>) {
  const { parameters, filter } = selection
  const from = Date.parse(parameters.start_time ?? '1970-01-01T00:00:00Z')
  const to = Date.parse(parameters.end_time ?? '2200-01-01T00:00:00Z')
  const [id = ''] = filter.is?.resource_ids ?? []
  const found = archive.rows.filter(({ createTime, resourceIds, status }) => {
    const isThere = createTime !== null && createTime >= from && createTime <= to
    return isThere && resourceIds.includes(id) && (filter.stuck === undefined || status !== 'done')
  })
  // What runs is looked for in all time before, of which not everything is ever held.
  const lacks = { complete: false, missing: [], missingMs: 0, unreached: 0 }
  const coverage = filter.stuck === undefined ? archive.coverage : lacks
  return { rows: found.slice(0, limit), total: found.length, version: 1, coverage }
}

const now = Date.now()
const minute = 60_000

function row(jobId: string, minutesAgo: number, values: Partial<HeldRow> = {}): HeldRow {
  const createTime = now - minutesAgo * minute
  const ended = { status: 'done', statusTime: createTime + 5000 }
  return heldRow(0, {
    profileId: 'p',
    resourceIds: ['ehpc-1'],
    jobId,
    createTime,
    ...ended,
    ...values
  })
}

beforeEach(() => {
  archive.rows = []
  archive.away = false
  archive.coverage = archive.whole
  setLocale('en')
})

/** The story of the resources of the newest operation. */
async function open(resourceIds: readonly string[], profileId = 'p') {
  const pinia = createPinia()
  setActivePinia(pinia)
  useProfiles().list = ['p', 'q'].map((id) => ({ id, name: id, zone: 'jn1a' }) as Profile)
  const { profileId: own, ...one } = row('opened', 0, { resourceIds: [...resourceIds] })
  const opened = profileId === allZones ? { ...one, profileId: own } : one
  // The parts of a session that the dialog looks at.
  const session = reactive({
    ...{ profileId, view: 'archive', selected: null as string | null, opened, columns: null },
    ...{ asked: null, askedArchive: null, filter: {}, search: { state: { rows: [] } } },
    archive: { source: listSource([]), state: { version: 1 } }
  })
  session.selected = profileId === allZones ? 'p/opened' : 'opened'
  const stubs = { DialogCard: { template: '<div><slot /></div>' } }
  const dialog = mount(StoryDialog, {
    props: { session: session as unknown as Session },
    global: { plugins: [i18n, pinia], stubs }
  })
  await flushPromises()
  const all = (id: string) => dialog.findAll(`[data-testid="${id}"]`)
  return {
    dialog,
    session,
    note: () => dialog.find('[data-testid="coverage-note"]'),
    counts: () => dialog.findAll('.count').map((count) => count.text()),
    sentence: () => dialog.find('p[role="status"]').text(),
    bars: () => all('story-bar').map((bar) => bar.attributes('data-job-id')),
    press: async (id: string) => {
      await dialog.find(`[data-testid="${id}"]`).trigger('click')
      await flushPromises()
    }
  }
}

test('a story that is cut over two zones says so, and each lane does', async () => {
  archive.rows = Array.from({ length: 1600 }, (_, index) =>
    row(`j-${index}`, index, { profileId: index % 2 ? 'p' : 'q' })
  )
  const { counts, sentence } = await open(['ehpc-1'], allZones)
  expect(counts()).toEqual(['500+', '500+'])
  expect(sentence()).toMatch(/^The newest 1,000 operations/)
})

test('whole lanes that are more than the list holds make a list that is cut', async () => {
  archive.rows = Array.from({ length: 1400 }, (_, index) =>
    row(`j-${index}`, index, { resourceIds: [index % 2 ? 'ehpc-1' : 'cln-2'] })
  )
  const { counts, sentence } = await open(['ehpc-1', 'cln-2'])
  expect(counts()).toEqual(['700', '700'])
  expect(sentence()).toMatch(/^The newest 1,000 operations/)
})

test('what has run for days is in the story of today', async () => {
  archive.rows = [
    row('new', 1),
    row('ended', 3 * 24 * 60),
    row('runs', 30 * 24 * 60, { status: 'pending' })
  ]
  const { bars, counts, sentence, dialog } = await open(['ehpc-1'])
  await dialog.find('[data-span="day"]').trigger('click')
  await flushPromises()
  expect(bars()).toEqual(['runs', 'new'])
  expect(counts()).toEqual(['2'])
  expect(sentence()).toBe('2 operations')
})

test('however wide or far one looks, the story stays within the times that can be held', async () => {
  archive.rows = [row('new', 1)]
  const { bars, press, dialog } = await open(['ehpc-1'])
  for (let times = 0; times < 20; times++) await press('story-zoom-out')
  expect(bars()).toEqual(['new'])
  await press('story-back')
  expect(dialog.find('[role="alert"]').exists()).toBe(false)
  await press('story-zoom-in')
  expect(dialog.find('[role="alert"]').exists()).toBe(false)
})

test('a story that could not be read is read once more, or its stretch left', async () => {
  archive.rows = [row('new', 1)]
  archive.away = true
  const { bars, press, dialog } = await open(['ehpc-1'])
  expect(dialog.find('[role="alert"]').text()).toContain('The story could not be read.')
  archive.away = false
  await press('story-retry')
  expect(bars()).toEqual(['new'])
  archive.away = true
  await press('story-zoom-out')
  archive.away = false
  await press('story-zoom-out')
  expect(bars()).toEqual(['new'])
})

test('rows that Live shows renew the story', async () => {
  archive.rows = [row('old', 5)]
  const { bars, session } = await open(['ehpc-1'])
  archive.rows = [row('new', 1), ...archive.rows]
  session.search.state.rows = []
  await nextTick()
  await vi.waitFor(() => expect(bars()).toEqual(['old', 'new']), { timeout: 5000 })
})

const hour = { start: now - 2 * 3_600_000, end: now - 3_600_000 }
const lacking: Completeness = {
  complete: false,
  missing: [hour],
  missingMs: 3_600_000,
  unreached: 0
}

test('a story of a stretch that is not held in full says so until it is', async () => {
  archive.rows = [row('new', 1)]
  archive.coverage = lacking
  const { note, press, dialog } = await open(['ehpc-1'])
  expect(note().text()).toContain('Not everything of this time range is held: 1 h')
  await dialog.find('[data-span="all"]').trigger('click')
  await flushPromises()
  expect(note().text()).toContain('Not everything of this time range is held: 1 h')
  const sync = useSync()
  sync.states = { p: syncState({ phase: 'backfill' }) }
  await nextTick()
  archive.coverage = archive.whole
  sync.states = { p: syncState({ phase: 'idle' }) }
  await flushPromises()
  expect(note().exists()).toBe(false)
  archive.coverage = lacking
  await press('story-zoom-in')
  expect(note().exists()).toBe(true)
})

test('a story of a stretch that is held in full has no note', async () => {
  archive.rows = [row('new', 1)]
  const { note, sentence } = await open(['ehpc-1'])
  expect(sentence()).toBe('1 operation')
  expect(note().exists()).toBe(false)
})

test('a merged story says that not every zone holds its stretch', async () => {
  archive.rows = [row('new', 1)]
  archive.coverage = lacking
  const { note } = await open(['ehpc-1'], allZones)
  expect(note().text()).toContain('is held in every zone: 1 h')
})

test('a merged story without one of the archives names its profile, and is read anew', async () => {
  archive.rows = [row('new', 1)]
  const error = { code: 'archive-newer', message: '' } as const
  const unread = [{ profileId: 'q', error }]
  archive.coverage = { complete: false, missing: [], missingMs: 0, unreached: 0, unread }
  const { note, press } = await open(['ehpc-1'], allZones)
  expect(note().text()).toContain('The archive of “q” is left out')
  archive.coverage = archive.whole
  await press('coverage-retry')
  expect(note().exists()).toBe(false)
})
