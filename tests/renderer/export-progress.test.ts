// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { expect, test } from 'vitest'
import ExportProgress from '../../renderer/components/export/ExportProgress.vue'
import type { WireError } from '#shared/errors'
import type { ExportKind } from '../../renderer/export-kind'
import { i18n, setLocale, type Locale } from '../../renderer/locales'

const resumesAt = Date.parse('2026-11-20T15:00:00Z')

function said(
  kind: ExportKind,
  status: 'running' | 'done',
  rows: number,
  locale: Locale = 'en',
  waits: { resumesAt: number | null; error: WireError | null } = { resumesAt: null, error: null }
) {
  setLocale(locale)
  const result = status === 'done' ? { path: 'f', rows, total: 60, bytes: 1 } : null
  const progress = { done: rows, total: 60, ...waits }
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
  const waits = { resumesAt, error: { code: 'quota-exceeded' as const, message: '' } }
  const until = 'The call quota is used up; the export goes on at 2026-11-20 15:00:00.'
  expect(said('rows', 'running', 40, 'en', waits)).toContain(until)
  const zh = '调用配额已用尽，2026-11-20 15:00:00 继续导出。'
  expect(said('rows', 'running', 40, 'zh-CN', waits)).toContain(zh)
  expect(said('rows', 'running', 40)).not.toContain('quota')
})

test('an export that waits for the network says so, and when it tries again', () => {
  const error = { code: 'unreachable' as const, message: '', detail: { host: 'hpc.test' } }
  const waits = { resumesAt, error }
  const until = 'hpc.test cannot be reached; the export tries again at 2026-11-20 15:00:00.'
  expect(said('rows', 'running', 40, 'en', waits)).toContain(until)
  const zh = '无法连接 hpc.test，导出将于 2026-11-20 15:00:00 重试。'
  expect(said('rows', 'running', 40, 'zh-CN', waits)).toContain(zh)
})

test('fewer rows than matched have a reason: the log changed, or they were never given or loaded', () => {
  expect(said('rows', 'done', 60)).not.toContain('meanwhile')
  expect(said('rows', 'done', 70)).toContain('The log changed meanwhile: 60 rows matched')
  const lacks = said('rows', 'done', 40)
  expect(lacks).toContain('60 rows matched when the export began. The log changed meanwhile, or')
  expect(said('rows', 'done', 40, 'zh-CN')).toContain('开始时符合条件的共有 60 条。')
  const answer = said('answer', 'done', 40)
  expect(answer).toContain('Only 40 of 60 rows were ever loaded')
  expect(answer).not.toContain('meanwhile')
  // Its later pages are of a time when more rows matched.
  expect(said('answer', 'done', 70)).not.toMatch(/Only|meanwhile/)
})

test('the focus stays at the place of the button that was pressed, until the export is over', async () => {
  const at = () => document.activeElement?.getAttribute('data-testid')
  const progress = { done: 0, total: 60, resumesAt: null, error: null }
  const wrapper = mount(ExportProgress, {
    props: { kind: 'rows', status: 'idle', progress, result: null, ready: true, zone: 'UTC' },
    attachTo: document.body,
    global: { plugins: [i18n] }
  })
  wrapper.get<HTMLElement>('[data-testid="export-start"]').element.focus()
  await wrapper.setProps({ status: 'running' })
  await nextTick()
  expect(at()).toBe('export-cancel')
  await wrapper.setProps({ status: 'done', result: { path: 'f', rows: 60, total: 60, bytes: 1 } })
  await nextTick()
  expect(at()).toBe('export-start')
  wrapper.unmount()
})
