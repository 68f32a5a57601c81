// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { ComposerTranslation } from 'vue-i18n'
import type { SyncState } from '#shared/sync'
import { coverageText, phaseText, progressText } from '../../renderer/components/sync/sync-text'
import { i18n, setLocale } from '../../renderer/locales'
import { syncState } from '../support/sync-state'

const now = Date.parse('2026-11-23T04:00:00Z')
// The same function, typed by the keys of these locales.
const t = i18n.global.t as unknown as ComposerTranslation
const { te } = i18n.global

beforeEach(() => setLocale('en'))

function textOf(state: Partial<SyncState>): string {
  return phaseText(t, te, syncState({ phase: 'waiting', ...state }), 'UTC', now)
}

test('after a look that failed nothing is up to date, though it is tried again', () => {
  const coverage = { ...syncState().coverage, lookedAt: now, complete: true }
  const error = { code: 'disk-full', message: '', detail: {} } as const
  expect(textOf({ phase: 'idle', coverage })).toBe('up to date')
  expect(textOf({ phase: 'idle', coverage, error })).toMatch(/^disk-full · /)
  expect(textOf({ phase: 'idle' })).toBe('')
  // Nor days after the last one.
  const behind = { ...coverage, lookedAt: now - 72 * 3_600_000 }
  expect(textOf({ phase: 'idle', coverage: behind })).toBe('')
})

test('what waits says why and until when, as far as that is known', () => {
  const error = { code: 'quota-exceeded', message: '', detail: {} } as const
  const resumesAt = now + 3_600_000
  const why = 'quota-exceeded · The call quota is used up'
  expect(textOf({ error, resumesAt })).toBe(`${why} · goes on at 05:00:00`)
  expect(textOf({ error })).toBe(why)
  expect(textOf({ resumesAt })).toBe('goes on at 05:00:00')
  expect(textOf({})).toBe('waiting')
})

test('a re-count says how many stretches it compared, other work its rows', () => {
  const textOf = (phase: SyncState['phase']) =>
    progressText(t, syncState({ phase, done: 3, total: 12 }))
  expect(textOf('backfill')).toBe('3 of 12 rows')
  expect(textOf('verify')).toBe('3 of 12 stretches')
  setLocale('zh-CN')
  expect(textOf('verify')).toBe('3 / 12 段')
})

test('the history is as old as what is held, and says what the service forgot of it', () => {
  const day = 86_400_000
  const interval = (start: number, end: number) => ({
    start: now - start * day,
    end: now - end * day,
    state: 'complete' as const,
    at: now
  })
  const coverage = {
    ...syncState().coverage,
    oldest: now - 90 * day,
    serviceTotal: 10,
    lookedAt: now,
    complete: true
  }
  const said = (...intervals: ReturnType<typeof interval>[]) =>
    coverageText(t, { ...coverage, intervals }, 'UTC', now)
  expect(said(interval(90, 0))).toBe('complete since 2026-08-25')
  expect(said(interval(400, 0))).toBe('complete since 2025-10-19')
  const lacking = [interval(400, 200), interval(150, 0)] as const
  expect(said(...lacking)).toBe('since 2025-10-19, 50 d 0 h gone at the service')
  setLocale('zh-CN')
  expect(said(...lacking)).toBe('2025-10-19 起，其中 50 天 0 小时 服务端已无记录')
})
