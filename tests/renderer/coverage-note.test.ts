// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import CoverageNote from '../../renderer/components/sync/CoverageNote.vue'
import { i18n, setLocale } from '../../renderer/locales'

const hourMs = 3_600_000

test.each([
  [false, 'Not everything of this time range is held: 7 h'],
  [true, 'held in every zone: 7 h']
])('the time said to be missing is all of it, not that of the gaps listed', (merged, said) => {
  setLocale('en')
  const missing = [0, 10].map((n) => ({ start: n * hourMs, end: (n + 1) * hourMs }))
  const coverage = { complete: false, missing, missingMs: 7 * hourMs, unreached: 0 }
  const note = mount(CoverageNote, { props: { coverage, merged }, global: { plugins: [i18n] } })
  expect(note.text()).toContain(said)
})

test('an answer whose every stretch is held, but for rows without a time, says how many', () => {
  setLocale('en')
  const coverage = { complete: false, missing: [], missingMs: 0, unreached: 1 }
  const note = mount(CoverageNote, { props: { coverage }, global: { plugins: [i18n] } })
  expect(note.text()).toContain('counts 1 row that')
})
