// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { expect, test, vi } from 'vitest'
import LogTable from '../../renderer/components/table/LogTable.vue'
import type { RangeEnd, RowSource } from '../../renderer/composables/row-source'
import { tableColumns } from '../../renderer/table-columns'
import { i18n } from '../../renderer/locales'
import { tableHeight, useElementProperties } from '../support/element-properties'
import { heldRow } from '../support/held-rows'

const viewHeight = 31 + 620

useElementProperties(() => ({
  clientHeight: { get: () => viewHeight },
  scrollHeight: tableHeight(31)
}))

type TableProps = InstanceType<typeof LogTable>['$props']
const indexOf = ({ index }: RangeEnd) => index

function source(count: number, have: (index: number) => boolean = () => true) {
  const needs: [number, number][] = []
  const rowAt = (index: number) => {
    const { profileId: _one, ...row } = heldRow(index)
    return index >= 0 && index < count && have(index) ? row : null
  }
  const rows: RowSource = {
    count,
    rowAt,
    held: () => [],
    indexOf: (key) => (key === '' ? -1 : Number(key.slice(2))),
    need: (first, last) => needs.push([first, last]),
    range: () => []
  }
  return { rows, needs }
}

function table(rows: RowSource, sortable = true, more: Partial<TableProps> = {}) {
  return mount(LogTable, {
    attachTo: document.body,
    props: {
      source: rows,
      columns: tableColumns(null),
      total: rows.count,
      zone: 'UTC',
      selected: null,
      isSelected: () => false,
      firstRow: 0,
      rowHeight: 31,
      order: { field: 'create_time', descending: true },
      sortable,
      ...more
    },
    global: { plugins: [i18n] }
  })
}

function jobs(wrapper: ReturnType<typeof table>): (string | undefined)[] {
  return wrapper.findAll('[data-testid="log-row"]').map((row) => row.attributes('data-job-id'))
}

async function scrollTo(wrapper: ReturnType<typeof table>, top: number): Promise<void> {
  const element = wrapper.element as HTMLElement
  element.scrollTop = top
  await wrapper.trigger('scroll')
  await nextTick()
}

test('a million rows draw a screenful in a body the browser can hold', () => {
  const { rows } = source(1_000_000)
  const wrapper = table(rows)
  expect(jobs(wrapper).length).toBeLessThan(40)
  expect(Number.parseFloat((wrapper.find('.body').element as HTMLElement).style.height)).toBe(
    6_000_000
  )
  expect(wrapper.attributes('aria-rowcount')).toBe('1000001')
})

test('the wheel moves by pixels, the dragged bar in proportion, the end is the last row', async () => {
  const wrapper = table(source(1_000_000).rows)
  await scrollTo(wrapper, 310)
  expect(jobs(wrapper)).toContain('j-10')
  await scrollTo(wrapper, (6_000_000 + 31 - viewHeight) / 2)
  expect(jobs(wrapper)).toContain('j-500000')
  await scrollTo(wrapper, 6_000_000 + 31 - viewHeight)
  expect(jobs(wrapper)).toContain('j-999999')
})

test('keys move the cursor to any row, also one that is not here yet', async () => {
  let here = false
  const { rows } = source(1_000_000, (index) => index < 100 || here)
  const wrapper = table(rows)
  await wrapper.trigger('keydown', { key: 'ArrowDown' })
  await nextTick()
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-0')
  await wrapper.trigger('keydown', { key: 'End' })
  await nextTick()
  expect(wrapper.findAll('[data-testid="log-skeleton"]').length).toBeGreaterThan(10)
  here = true
  await wrapper.setProps({ source: { ...rows } })
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-999999')
  expect(jobs(wrapper)).toContain('j-999999')
})

test('a row is gone to with cursor and focus, also one that is not here yet', async () => {
  let here = false
  const { rows } = source(1_000_000, (index) => index < 100 || here)
  const wrapper = table(rows)
  ;(wrapper.vm as unknown as { goTo: (row: number) => void }).goTo(499_999)
  await nextTick()
  await nextTick()
  expect(document.activeElement).toBe(wrapper.element)
  expect(wrapper.emitted('place')?.at(-1)).toEqual([499_999])
  expect(wrapper.emitted('select')).toBeUndefined()
  here = true
  await wrapper.setProps({ source: { ...rows } })
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-499999')
})

test('steps go from the selected row, stop at the first, and ask for rows past the loaded ones', async () => {
  const { rows } = source(100)
  const wrapper = table(rows)
  await wrapper.setProps({ total: 250, selected: 'j-0' })
  const step = async (by: number) => {
    ;(wrapper.vm as unknown as { step: (by: number) => void }).step(by)
    await nextTick()
  }
  await step(-1)
  expect(wrapper.emitted('select')).toBeUndefined()
  await step(1)
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-1')
  await wrapper.setProps({ selected: 'j-99' })
  await step(1)
  expect(wrapper.emitted('more')).toHaveLength(1)
  expect(wrapper.emitted('select')).toHaveLength(1)
  await wrapper.setProps({ source: source(200).rows })
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-100')
})

test('rows that got other numbers stay where they are on screen', async () => {
  const wrapper = table(source(2000).rows)
  await scrollTo(wrapper, 3100)
  expect(jobs(wrapper)).toContain('j-100')
  await wrapper.setProps({ source: source(2050).rows, total: 2050, moved: { by: 50, count: 1 } })
  await nextTick()
  expect((wrapper.element as HTMLElement).scrollTop).toBe(3100 + 50 * 31)
})

test.each([
  [20_000, 10_000 * 31],
  [1_000_000, (6_000_000 + 31 - viewHeight) / 2]
])(
  'of %i rows, who leaps far as others come in above lands there all the same',
  async (count, top) => {
    vi.useFakeTimers()
    let here = false
    const at = (more: number) => source(count + more, (index) => index < 100 || here).rows
    const wrapper = table(at(0))
    await scrollTo(wrapper, top)
    // The rows of before stand until those that are leapt to are there.
    expect(jobs(wrapper)).toContain('j-0')
    await wrapper.setProps({ source: at(7), total: count + 7, moved: { by: 7, count: 1 } })
    expect(jobs(wrapper)).toContain('j-7')
    here = true
    await wrapper.setProps({ source: at(7) })
    await nextTick()
    const landed = jobs(wrapper)
    expect(landed).toContain(`j-${count / 2 + 7}`)
    // The bar is where the rows are, so that the next turn of the wheel goes on from there.
    await wrapper.trigger('scroll')
    expect(jobs(wrapper)).toEqual(landed)
    vi.useRealTimers()
  }
)

test('rows that come in below leave the open one where it is, even low in the view', async () => {
  const wrapper = table(source(2000).rows)
  // The row's lower edge stands where the tools in the corner are.
  const top = 101 * 31 - 590
  await scrollTo(wrapper, top)
  await wrapper.find('[data-index="100"]').trigger('click')
  await wrapper.setProps({ source: source(2100).rows, total: 2100 })
  await nextTick()
  await nextTick()
  expect((wrapper.element as HTMLElement).scrollTop).toBe(top)
})

test('a head sorts and says how it is sorted', async () => {
  const wrapper = table(source(10).rows)
  const head = wrapper.find('[data-head="owner"]')
  expect(wrapper.find('[data-head="create_time"]').attributes('aria-sort')).toBe('descending')
  await head.find('button').trigger('click')
  expect(wrapper.emitted('sort')).toEqual([[{ field: 'owner', descending: false }]])
  await wrapper.setProps({ order: { field: 'owner', descending: false } })
  expect(head.attributes('aria-sort')).toBe('ascending')
})

test('Live does not sort by its heads, which open their menu instead', async () => {
  const wrapper = table(source(10).rows, false)
  await wrapper.find('[data-head="owner"] button').trigger('click')
  expect(wrapper.emitted('sort')).toBeUndefined()
  expect(wrapper.emitted('headMenu')?.[0]?.[0]).toBe('owner')
})

test('a head moves its column by key, and its menu opens by key', async () => {
  const wrapper = table(source(10).rows)
  const button = wrapper.find('[data-head="owner"] button')
  await button.trigger('keydown', { key: 'ArrowLeft', altKey: true, shiftKey: true })
  await button.trigger('keydown', { key: 'ArrowDown', altKey: true })
  expect(wrapper.emitted('step')).toEqual([['owner', -1]])
  expect(wrapper.emitted('headMenu')?.[0]?.[0]).toBe('owner')
})

test('pinned columns stay at the left, one after the other, as long as they leave room', () => {
  const pinned = tableColumns([
    { field: 'create_time', width: 150, pinned: true, difference: false },
    { field: 'status', width: 104, pinned: true, difference: false },
    { field: 'resource_ids', width: 1000, pinned: true, difference: false },
    { field: 'owner', width: 116, pinned: false, difference: false }
  ])
  const wrapper = table(source(10).rows, true, { columns: pinned })
  const styles = wrapper
    .findAll('[data-index="0"] [data-column]')
    .map((cell) => (cell.element as HTMLElement).style)
  expect(styles.map(({ position }) => position)).toEqual(['sticky', 'sticky', '', ''])
  expect(styles.map(({ left }) => left).slice(0, 2)).toEqual(['0px', '150px'])
})

test('the difference to the row above has the sign of the order on screen', () => {
  const columns = tableColumns([
    { field: 'create_time', width: 234, pinned: false, difference: true }
  ])
  const up = table(source(10).rows, true, { columns })
  const texts = up.findAll('[data-testid="log-difference"]').map((cell) => cell.text())
  // The first row has none above it.
  expect(texts).toEqual(Array.from({ length: 9 }, () => '+00:00:01.0'))
  const turned = source(10).rows
  const { rowAt } = turned
  turned.rowAt = (index) => rowAt(9 - index)
  const down = table(turned, true, { columns })
  expect(down.find('[data-index="1"] [data-testid="log-difference"]').text()).toBe('−00:00:01.0')
})

test('Shift takes the rows between, Ctrl one more, and the menu of a selected row leaves the others', async () => {
  const wrapper = table(source(1000).rows, true, {
    isSelected: (key) => ['j-2', 'j-3'].includes(key)
  })
  await wrapper.find('[data-index="2"]').trigger('click')
  await wrapper.find('[data-index="5"]').trigger('click', { shiftKey: true })
  await wrapper.trigger('keydown', { key: 'End', shiftKey: true })
  await wrapper.find('[data-index="999"]').trigger('click', { ctrlKey: true })
  const ends = wrapper.emitted<[RangeEnd, RangeEnd]>('range')?.map((range) => range.map(indexOf))
  expect(ends).toEqual([
    [2, 5],
    [2, 999]
  ])
  expect(wrapper.emitted('toggle')?.[0]).toMatchObject([{ jobId: 'j-999' }])
  const selects = wrapper.emitted('select')?.map(([key, , extend]) => [key, extend])
  expect(selects).toEqual([
    ['j-2', false],
    ['j-5', true],
    ['j-999', true]
  ])
  await wrapper.trigger('keydown', { key: 'Home' })
  await wrapper.find('[data-index="3"] [data-column="owner"]').trigger('contextmenu')
  expect(wrapper.emitted('select')?.length).toBe(4)
  await wrapper.find('[data-index="4"] [data-column="owner"]').trigger('contextmenu')
  expect(wrapper.emitted('select')?.at(-1)?.[0]).toBe('j-4')
})

test('Ctrl+C asks for the rows, Ctrl+Shift+C for the cell, Ctrl+A for all', async () => {
  const wrapper = table(source(10).rows)
  await wrapper.trigger('keydown', { key: 'ArrowDown' })
  await wrapper.trigger('keydown', { key: 'c', ctrlKey: true })
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  await wrapper.trigger('keydown', { key: 'C', ctrlKey: true, shiftKey: true })
  await wrapper.trigger('keydown', { key: 'a', metaKey: true })
  expect(wrapper.emitted('copy')).toMatchObject([
    [null],
    [{ row: { jobId: 'j-0' }, field: 'status' }]
  ])
  expect(wrapper.emitted('all')?.length).toBe(1)
})

test('the menu of a cell names row and column, by mouse and by key', async () => {
  const wrapper = table(source(10).rows)
  await wrapper.find('[data-index="3"] [data-column="owner"]').trigger('contextmenu')
  expect(wrapper.emitted('menu')?.[0]).toMatchObject([{ row: { jobId: 'j-3' }, field: 'owner' }])
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  await wrapper.trigger('contextmenu')
  expect(wrapper.emitted('menu')?.[1]).toMatchObject([{ field: 'status' }])
})

test('a screen reader is told the row, and its cell once the keys went sideways', async () => {
  const wrapper = table(source(10).rows)
  const told = () => wrapper.find(`#${wrapper.attributes('aria-activedescendant')}`)
  await wrapper.trigger('keydown', { key: 'ArrowDown' })
  expect(told().attributes()).toMatchObject({ role: 'row', 'data-index': '0' })
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  expect(told().attributes()).toMatchObject({ role: 'gridcell', 'data-column': 'status' })
  await wrapper.setProps({ selected: 'j-0' })
  await wrapper.trigger('keydown', { key: 'ArrowDown' })
  expect(told().attributes('data-column')).toBe('status')
  expect(told().element.closest('[data-index]')?.getAttribute('data-index')).toBe('1')
  await wrapper.trigger('keydown', { key: 'ArrowLeft' })
  expect(told().attributes('data-column')).toBe('create_time')
  await wrapper.trigger('keydown', { key: 'ArrowLeft' })
  expect(told().attributes()).toMatchObject({ role: 'row', 'data-index': '1' })
})
