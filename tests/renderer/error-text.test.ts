// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { ComposerTranslation } from 'vue-i18n'
import { AppError, type ErrorCode } from '#shared/errors'
import { errorText } from '../../renderer/components/text'
import { i18n, setLocale } from '../../renderer/locales'

// The same function, typed by the keys of these locales.
const t = i18n.global.t as unknown as ComposerTranslation

test.each([
  // A code that says more than the kind of error gives the advice, too.
  ['service-refused', 2400, /No balance$/, /^Top up the account/],
  ['service-failed', 5300, /being updated$/, /^Repeat the operation once/],
  // Advice for an operation that was submitted helps nobody who asks.
  ['service-refused', 1100, /Bad parameter$/, /^Change the filters/],
  ['service-refused', 9999, /refused the query$/, /^Change the filters/],
  ['denied', 1400, /Access is denied$/, /^The key may not read/]
] as const)('%s with %i: title and advice are of one source', (code, retCode, title, todo) => {
  setLocale('en')
  const error = new AppError(code as ErrorCode, 'x', { detail: { retCode } })
  const text = errorText(t, i18n.global.te, error, 'UTC')
  expect(text.title).toMatch(title)
  expect(text.todo).toMatch(todo)
})

test.each([
  ['disk-full', 'disk-full', /^disk-full · The disk of the archive is full$/, /^Free some space/],
  ['permission-denied', 'permission-denied', /may not write the archive$/, /^Let this user write/],
  ['archive-unavailable', 'locked', /Another program has locked/, /^Close what has the file open/],
  ['archive-unavailable', 'unreadable', /The archive cannot be read$/, /^Check that its disk/]
] as const)('%s of an archive is not told as that of an export', (code, archive, title, todo) => {
  setLocale('en')
  const error = new AppError(code, 'x', { detail: { path: '/data/p.sqlite', archive } })
  const text = errorText(t, i18n.global.te, error, 'UTC')
  expect(text.title).toMatch(title)
  expect(text.todo).toMatch(todo)
  expect(text.todo).toMatch(/\/data\/p\.sqlite$/)
  expect(text.todo).not.toMatch(/place|folder of your own|partial/)
})

test.each([
  ['en', /Live still works/],
  ['zh-CN', /实时视图仍可使用/]
] as const)(
  'an archive that does not answer promises no Live where all zones are shown (%s)',
  (locale, live) => {
    setLocale(locale)
    const { todo } = errorText(t, i18n.global.te, new AppError('archive-unavailable', 'x'), 'UTC')
    expect(todo).not.toMatch(live)
  }
)

test('an export of several zones that failed for one says which, and how to have the others', () => {
  setLocale('en')
  const detail = {
    archive: 'locked',
    path: '/data/p.sqlite',
    profileId: 'p',
    profile: 'East'
  } as const
  const error = new AppError('archive-unavailable', 'x', { detail })
  const { title, todo } = errorText(t, i18n.global.te, error, 'UTC')
  expect(title).toBe('archive-unavailable · “East”: Another program has locked the archive')
  expect(todo).toMatch(/^No file was written.*one by one\. Close what has the file open/)
})

test.each([
  ['owner', 'Parameter “Owner (owner)” is not right'],
  ['job_ids', 'Parameter “Job id (job_ids)” is not right']
])('the name that the API has for %s stands beside ours once', (field, title) => {
  setLocale('en')
  const error = new AppError('invalid-parameter', 'x', { detail: { field, rule: 'too-long' } })
  expect(errorText(t, i18n.global.te, error, 'UTC').title).toContain(title)
})

test.each([
  ['en', 600_000, '1300 · The clock of this computer is 10 m 00 s ahead'],
  ['en', -90_000, '1300 · The clock of this computer is 1 m 30 s behind'],
  ['zh-CN', -7_200_000, '1300 · 本机时钟慢了 2 小时 00 分'],
  // Refused for its time all the same, or before anything was measured.
  ['en', 40, '1300 · The clock of this computer seems to be wrong'],
  ['en', undefined, '1300 · The clock of this computer seems to be wrong']
] as const)('in %s a clock that is %j ms off is told as it is', (locale, skewMs, title) => {
  setLocale(locale)
  const detail = { retCode: 1300, ...(skewMs === undefined ? {} : { skewMs }) }
  const error = new AppError('clock-skewed', 'x', { detail })
  expect(errorText(t, i18n.global.te, error, 'UTC').title).toBe(title)
})
