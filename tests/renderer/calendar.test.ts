// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { dayAfterKey, dayText, weeksOf } from '../../renderer/components/calendar-days'
import CalendarPanel from '../../renderer/components/filters/CalendarPanel.vue'
import TimeField from '../../renderer/components/filters/TimeField.vue'
import { i18n, setLocale } from '../../renderer/locales'

test.each([
  ['2026-11-30', 'ArrowRight', '2026-12-01'],
  ['2026-11-03', 'ArrowUp', '2026-10-27'],
  ['2026-11-24', 'Home', '2026-11-23'],
  ['2026-11-24', 'End', '2026-11-29'],
  ['2026-03-31', 'PageUp', '2026-02-28'],
  ['2028-02-29', 'Shift+PageDown', '2029-02-28'],
  // Clocks change there in many zones; a day of the calendar has none.
  ['2026-03-28', 'ArrowRight', '2026-03-29'],
  ['2026-10-25', 'ArrowRight', '2026-10-26'],
  ['1970-01-01', 'ArrowLeft', null],
  ['2026-11-24', 'Enter', null]
])('from %s %s leads to %s', (day, key, next) => expect(dayAfterKey(day, key)).toBe(next))

test('the weeks of a month are whole and begin on Monday', () => {
  const weeks = weeksOf('2026-11-24')
  expect(weeks[0]?.[0]).toBe('2026-10-26')
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06')
  expect(weeks.every((week) => week.length === 7)).toBe(true)
  expect(weeksOf('2027-02-10')).toHaveLength(4)
})

test('a month is said in the language of the reader', () => {
  const month = { year: 'numeric', month: 'long' } as const
  expect(dayText('2026-11-01', 'en', month)).toBe('November 2026')
  expect(dayText('2026-11-01', 'zh-CN', month)).toBe('2026年11月')
})

test('one day has the Tab stop, arrows move it across months, and it is picked', async () => {
  setLocale('en')
  const panel = mount(CalendarPanel, {
    props: { day: '', today: '2026-11-30', hint: '' },
    global: { plugins: [i18n] },
    attachTo: document.body
  })
  const stops = () => panel.findAll('[data-testid="calendar-day"][tabindex="0"]')
  expect(stops().map((stop) => stop.attributes('data-day'))).toEqual(['2026-11-30'])
  expect(panel.find('[aria-current="date"]').text()).toBe('30')
  await panel.find('table').trigger('keydown', { key: 'ArrowRight' })
  expect(stops().map((stop) => stop.attributes('data-day'))).toEqual(['2026-12-01'])
  expect(panel.find('[data-testid="calendar-month"]').text()).toBe('December 2026')
  await panel.find('[data-testid="calendar-previous"]').trigger('click')
  expect(stops()[0]?.attributes('data-day')).toBe('2026-11-01')
  await stops()[0]?.trigger('click')
  expect(panel.emitted('pick')).toEqual([['2026-11-01']])
  panel.unmount()
})

test('a time that comes twice keeps its offset once it is typed', async () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  const field = mount(TimeField, {
    props: { name: 'start_time', zone: 'local', modelValue: '2026-10-25 02:30+01:00' },
    global: { plugins: [i18n] }
  })
  await field.get('input').trigger('change')
  vi.unstubAllEnvs()
  expect(field.emitted('update:modelValue')).toEqual([['2026-10-25 02:30:00+01:00']])
})
