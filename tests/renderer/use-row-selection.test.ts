import { effectScope, nextTick, reactive } from 'vue'
import { expect, test, vi } from 'vitest'
import { initialParameters } from '#shared/parameters'
import type { TableRow } from '../../renderer/composables/row-source'
import { useArchiveRows } from '../../renderer/composables/use-archive-rows'
import { mostSelected, useRowSelection } from '../../renderer/composables/use-row-selection'
import type { Session } from '../../renderer/session'
import { fakeArchive, heldRow } from '../support/held-rows'

const query = {
  selection: { profileIds: ['a'], parameters: initialParameters, filter: {} },
  order: { field: 'create_time' as const, descending: true },
  merged: false
}

async function selecting(count: number) {
  const archive = fakeArchive(count)
  const rows = useArchiveRows(archive.page)
  await rows.run(query)
  // The parts of a session that a selection looks at.
  const session = reactive({
    ...{ selection: [], selectedRows: new Map(), selected: null, opened: null },
    ...{ view: 'archive', askedArchive: query, ran: { range: '24h' } }
  }) as unknown as Session
  const cut = vi.fn()
  const scope = effectScope()
  const selection = scope.run(() =>
    useRowSelection({
      session: () => session,
      source: () => rows.source,
      cut,
      failed: () => expect.unreachable()
    })
  )
  if (!selection) throw new Error('no scope')
  const end = (index: number) => ({ index, row: rows.source.rowAt(index) })
  return { archive, rows, session, selection, cut, end, leave: () => scope.stop() }
}

test('a range over rows at hand is there at once, in the order of the screen', async () => {
  const { session, selection, end } = await selecting(1000)
  void selection.range(end(5), end(3))
  await nextTick()
  expect(session.selection).toEqual(['j-997', 'j-996', 'j-995'])
  expect(session.selectedRows.get('j-996')).not.toHaveProperty('profileId')
})

test('a range over rows that are not at hand fetches them, while others come in above', async () => {
  const { archive, session, selection, end } = await selecting(9000)
  const before = archive.page
  const reading = selection.range(end(10), { index: 5010, row: null })
  expect(selection.busy.value).toBe(true)
  Object.assign(archive, { count: 9100, page: before })
  await reading
  expect(session.selection.length).toBe(5001)
  expect(session.selection[0]).toBe('j-8990')
  expect(session.selection.at(-1)).toBe('j-3990')
  expect(new Set(session.selection).size).toBe(5001)
})

test('a range upwards stands in the order of the screen, and ends at its last row', async () => {
  const { rows, session, selection, end } = await selecting(9000)
  rows.source.need(5000, 5030)
  await vi.waitFor(() => expect(rows.source.rowAt(5000)).not.toBeNull())
  // A hundred rows between the two match no more, so by its number it would go on past the last one.
  await selection.range(end(5000), { index: 2400, row: heldRow(6500) })
  expect(new Set(session.selection).size).toBe(2501)
  expect([session.selection[0], session.selection.at(-1)]).toEqual(['j-6500', 'j-4000'])
})

test('a range upwards from a row that is still on its way begins with that row', async () => {
  const { session, selection } = await selecting(9000)
  await selection.range({ index: 5000, row: null }, { index: 4970, row: null })
  expect(session.selection).toHaveLength(31)
  expect([session.selection[0], session.selection.at(-1)]).toEqual(['j-4030', 'j-4000'])
})

test('more than can be selected is cut at the far end, and said', async () => {
  const { session, selection, cut } = await selecting(30_000)
  await selection.all()
  expect(session.selection.length).toBe(mostSelected)
  expect(session.selection[0]).toBe('j-30000')
  expect(cut).toHaveBeenCalledWith(30_000)
})

test('a later choice wins over a range on its way', async () => {
  const { session, selection, end, rows } = await selecting(9000)
  const reading = selection.range(end(0), { index: 5000, row: null })
  const chosen = rows.source.rowAt(2) as TableRow
  selection.select(chosen.jobId, chosen, false)
  await reading
  expect(session.selection).toEqual(['j-8998'])
})

test('rows picked one by one stand in the order of the screen, and go one by one', async () => {
  const { session, selection, rows } = await selecting(100)
  const row = (index: number) => rows.source.rowAt(index) as TableRow
  for (const index of [7, 2, 4]) selection.toggle(row(index))
  expect(session.selection).toEqual(['j-98', 'j-96', 'j-93'])
  expect(session.selected).toBe('j-96')
  selection.toggle(row(2))
  expect(session.selected).toBe('j-93')
  expect(session.selection).toEqual(['j-96', 'j-93'])
})

test('what is selected together is marked; where nothing is, the row that stands open', async () => {
  const { session, selection, end } = await selecting(100)
  session.selected = 'j-90'
  const marked = () => ['j-100', 'j-99', 'j-90'].filter((key) => selection.isSelected(key))
  expect(marked()).toEqual(['j-90'])
  await selection.range(end(0), end(1))
  expect(marked()).toEqual(['j-100', 'j-99'])
})

test('one row more than can be selected is refused and said, one less is not', async () => {
  const { session, selection, cut, rows } = await selecting(mostSelected + 1)
  const last = { ...heldRow(1), profileId: undefined } as unknown as TableRow
  await selection.range({ index: 0, row: null }, { index: mostSelected - 1, row: null })
  selection.toggle(last)
  expect(session.selection).toHaveLength(mostSelected)
  expect(cut).toHaveBeenCalledWith(mostSelected + 1)
  selection.toggle(rows.source.rowAt(0) as TableRow)
  expect(session.selection).toHaveLength(mostSelected - 1)
})

test('another question forgets what was selected, a preset counted anew is the same one', async () => {
  const { session, selection, end } = await selecting(100)
  await selection.range(end(0), end(4))
  const parameters = { ...initialParameters, start_time: '2026-11-27T00:00:00Z' }
  session.askedArchive = { ...query, selection: { ...query.selection, parameters } }
  await nextTick()
  expect(session.selection).toHaveLength(5)
  session.askedArchive = { ...query, selection: { ...query.selection, filter: { text: 'other' } } }
  await nextTick()
  expect(session.selection).toEqual([])
})

test('rows of a range that come once another question is asked are not selected, also out of sight', async () => {
  const { rows, session, selection, end, leave } = await selecting(9000)
  const reading = selection.range(end(10), { index: 5010, row: null })
  // The statistics stand in the table's place.
  leave()
  const filter = { is: { status: ['failed'] } }
  session.askedArchive = { ...query, selection: { ...query.selection, filter } }
  await reading
  expect(rows.state.total).toBe(9000)
  expect(session.selection).toEqual([])
})
