// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ExportProgress from '../../renderer/components/export/ExportProgress.vue'
import type { ExportKind } from '../../renderer/export-kind'
import { i18n, setLocale, type Locale } from '../../renderer/locales'

function said(
  kind: ExportKind,
  status: 'running' | 'done',
  rows: number,
  locale: Locale = 'en',
  resumesAt: number | null = null
) {
  setLocale(locale)
  const result = status === 'done' ? { path: 'f', rows, total: 60, bytes: 1 } : null
  const progress = { done: rows, total: 60, resumesAt }
  return mount(ExportProgress, {
    props: { kind, status, progress, result, ready: true, zone: 'UTC' },
    global: { plugins: [i18n] }
  }).text()
}

test('what was written is named as what it is', () => {
  expect(said('rows', 'done', 60)).toContain('60 rows written to f')
  expect(said('groups', 'done', 60)).toContain('60 groups written to f')
  expect(said('groups', 'running', 12)).toContain('12 of 60 groups')
  expect(said('picture', 'done', 60)).toContain('Picture written to f')
  expect(said('picture', 'done', 60, 'zh-CN')).toContain('图片已写出：f')
  expect(said('picture', 'running', 0)).not.toMatch(/\d/)
})

test('an export that waits for the quota says until when', () => {
  const at = Date.parse('2026-11-20T15:00:00Z')
  expect(said('rows', 'running', 40, 'en', at)).toContain('goes on at 2026-11-20 15:00:00')
  expect(said('rows', 'running', 40, 'zh-CN', at)).toContain('2026-11-20 15:00:00 继续')
  expect(said('rows', 'running', 40)).not.toContain('quota')
})

test('fewer rows than matched have a reason: the log changed, or they were never loaded', () => {
  expect(said('rows', 'done', 60)).not.toContain('meanwhile')
  expect(said('rows', 'done', 40)).toContain('The log changed meanwhile: 60 rows matched')
  const answer = said('answer', 'done', 40)
  expect(answer).toContain('Only 40 of 60 rows were ever loaded')
  expect(answer).not.toContain('meanwhile')
  // Its later pages are of a time when more rows matched.
  expect(said('answer', 'done', 70)).not.toMatch(/Only|meanwhile/)
})
