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
  const of = (more: object) =>
    mount(CoverageNote, {
      props: { coverage: { ...coverage, ...more } },
      global: { plugins: [i18n] }
    })
  const note = of({})
  expect(note.text()).toContain('counts 1 row that')
  // What could not be fetched is not offered to be.
  expect(note.find('[data-testid="coverage-fetch"]').text()).toBe('Count again')
  // Beside it, what was never fetched is still said.
  const both = of({ unknown: true })
  expect(both.text()).toContain('was not fetched yet, so only what was seen so far is shown. The')
  expect(both.find('[data-testid="coverage-fetch"]').text()).toBe('Fetch what is missing')
})

const locked = { code: 'archive-unavailable', message: '', detail: { archive: 'locked' } } as const

/** The note of all zones, of which some archives were left out. */
function withoutArchives(profileIds: readonly string[], gap = false) {
  setLocale('en')
  const coverage = {
    complete: false,
    missing: gap ? [{ start: 0, end: hourMs }] : [],
    missingMs: gap ? hourMs : 0,
    unreached: 0,
    unread: profileIds.map((profileId) => ({ profileId, error: locked }))
  }
  const nameOf = (profileId: string) => `Zone ${profileId}`
  const props = { coverage, merged: true, nameOf }
  return mount(CoverageNote, { props, global: { plugins: [i18n] } })
}

test('an archive that was left out is named, with the reason and what to do', async () => {
  const note = withoutArchives(['p'])
  const said = 'The archive of “Zone p” is left out: Another program has locked the archive. Close'
  expect(note.findAll('p').map((line) => line.text().slice(0, said.length))).toEqual([said])
  await note.find('[data-testid="coverage-retry"]').trigger('click')
  expect(note.emitted('retry')).toHaveLength(1)
})

test('what is missing in the others is said beside the archives left out, of which three are named', () => {
  const lines = withoutArchives(['p', 'q', 'r', 's', 't'], true).findAll('p')
  expect(lines).toHaveLength(5)
  expect(lines[3]?.text()).toBe('2 more archives are left out.')
  expect(lines[4]?.text()).toContain('held in every zone: 1 h')
})

test('nothing is asked again where every archive was read', () => {
  setLocale('en')
  const coverage = { complete: false, missing: [], missingMs: 0, unreached: 0 }
  const note = mount(CoverageNote, { props: { coverage }, global: { plugins: [i18n] } })
  expect(note.find('[data-testid="coverage-retry"]').exists()).toBe(false)
})

test('what the service forgot is said, and not offered to be fetched', () => {
  setLocale('en')
  const missing = [{ start: 0, end: 7 * hourMs }]
  const coverage = { complete: false, missing, missingMs: 7 * hourMs, unreached: 0 }
  const noteOf = (forgottenMs: number) =>
    mount(CoverageNote, {
      props: { coverage: { ...coverage, forgottenMs } },
      global: { plugins: [i18n] }
    })
  const all = noteOf(7 * hourMs)
  expect(all.text()).toMatch(/^For 7 h 00 m of this time the service has no records any more/)
  expect(all.find('[data-testid="coverage-fetch"]').exists()).toBe(false)
  const some = noteOf(5 * hourMs)
  expect(some.text()).toMatch(/is held: 2 h 00 m.*For 5 h 00 m of this time/)
  expect(some.find('[data-testid="coverage-fetch"]').exists()).toBe(true)
})
