// @vitest-environment happy-dom
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import { listSource, type RowSource, type TableRow } from '../../renderer/composables/row-source'
import { useTableCursor } from '../../renderer/composables/use-table-cursor'
import { heldRow } from '../support/held-rows'

const rows: TableRow[] = [3, 2, 1].map((number) => {
  const { profileId: _own, ...row } = heldRow(number)
  return row
})
/** As long, with no row at hand. */
const waiting: RowSource = { ...listSource(rows), rowAt: () => null, indexOf: () => -1 }

/** A table of three rows that are on their way, and what is done to its selection. */
function opened() {
  const source = shallowRef(waiting)
  const done: string[] = []
  const scroller = ref(document.createElement('div'))
  const scope = effectScope()
  const cursor = scope.run(() =>
    useTableCursor({
      scroller,
      source: () => source.value,
      total: () => 3,
      columns: () => [],
      selected: () => null,
      pageRows: () => 10,
      select: (key, _row, extend) => done.push(`${extend ? 'extend' : 'select'} ${key}`),
      isSelected: () => false,
      range: () => done.push('range'),
      toggle: ({ jobId }) => done.push(`toggle ${jobId}`),
      all: () => undefined,
      copy: () => undefined,
      pinnedWidth: () => 0,
      menu: () => undefined,
      moved: () => undefined
    })
  )
  if (!cursor) throw new Error('no scope')
  const arrive = async () => {
    source.value = listSource(rows)
    await nextTick()
  }
  return { cursor, done, arrive, close: () => scope.stop() }
}

test('a row that was gone to is selected once it is here', async () => {
  const { cursor, done, arrive, close } = opened()
  cursor.choose(2)
  await arrive()
  expect(done).toEqual(['select j-1'])
  close()
})

test('a row of the question before selects none of the next one', async () => {
  const { cursor, done, arrive, close } = opened()
  cursor.choose(2)
  cursor.forget()
  await arrive()
  cursor.point(new MouseEvent('click', { ctrlKey: true }), 0)
  await nextTick()
  expect(done).toEqual(['toggle j-3'])
  close()
})

test('a row picked beside others stays beside them, whatever was being gone to', async () => {
  const { cursor, done, arrive, close } = opened()
  await arrive()
  cursor.choose(7)
  cursor.point(new MouseEvent('click', { ctrlKey: true }), 1)
  await nextTick()
  expect(done).toEqual(['toggle j-2'])
  close()
})
