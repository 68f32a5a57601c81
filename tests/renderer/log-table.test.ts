// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { beforeEach, expect, test, vi } from 'vitest'
import { columns } from '#shared/operation'
import LogTable from '../../renderer/components/LogTable.vue'
import type { RowSource } from '../../renderer/composables/row-source'
import { i18n } from '../../renderer/locales'
import { heldRow } from '../support/held-rows'

const viewHeight = 31 + 620

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(viewHeight)
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (
    this: HTMLElement
  ) {
    const body = this.querySelector<HTMLElement>('.body')
    return 31 + Number.parseFloat(body?.style.height ?? '0')
  })
})

function source(count: number, have: (index: number) => boolean = () => true) {
  const needs: [number, number][] = []
  const rowAt = (index: number) => {
    const { profileId: _one, ...row } = heldRow(index)
    return index >= 0 && index < count && have(index) ? row : null
  }
  const rows: RowSource = {
    count,
    rowAt,
    indexOf: (key) => (key === '' ? -1 : Number(key.slice(2))),
    need: (first, last) => needs.push([first, last])
  }
  return { rows, needs }
}

function table(rows: RowSource, sortable = true) {
  return mount(LogTable, {
    attachTo: document.body,
    props: {
      source: rows,
      columns: columns.filter((column) => column.shown),
      total: rows.count,
      zone: 'UTC',
      selected: null,
      firstRow: 0,
      rowHeight: 31,
      order: { field: 'create_time', descending: true },
      sortable
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

test('a head sorts and says how it is sorted', async () => {
  const wrapper = table(source(10).rows)
  const head = wrapper.find('[data-head="owner"]')
  expect(wrapper.find('[data-head="create_time"]').attributes('aria-sort')).toBe('descending')
  await head.find('button').trigger('click')
  expect(wrapper.emitted('sort')).toEqual([[{ field: 'owner', descending: false }]])
  await wrapper.setProps({ order: { field: 'owner', descending: false } })
  expect(head.attributes('aria-sort')).toBe('ascending')
})

test('Live does not sort by its heads', () => {
  expect(table(source(10).rows, false).find('[data-head="owner"] button').exists()).toBe(false)
})

test('the menu of a cell names row and column, by mouse and by key', async () => {
  const wrapper = table(source(10).rows)
  await wrapper.find('[data-index="3"] [data-column="owner"]').trigger('contextmenu')
  expect(wrapper.emitted('menu')?.[0]).toMatchObject([{ row: { jobId: 'j-3' }, field: 'owner' }])
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  await wrapper.trigger('contextmenu')
  expect(wrapper.emitted('menu')?.[1]).toMatchObject([{ field: 'status' }])
})
