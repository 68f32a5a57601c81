import { expect, test } from 'vitest'
import { ref } from 'vue'
import { useColumnLayout } from '../../renderer/composables/use-column-layout'
import { pinToggled, resized, tableColumns, type TableColumn } from '../../renderer/table-columns'

const standard = tableColumns(null)
const width = standard.reduce((sum, column) => sum + column.width, 0)

function roomOf(columns: readonly TableColumn[], view: number): number | undefined {
  const { laid } = useColumnLayout(
    () => columns,
    () => false,
    ref(view)
  )
  return laid.value.find(({ field }) => field === 'resource_ids')?.room
}

test('in a wide window resources get a share of what the description does not need, up to a bound', () => {
  expect(roomOf(standard, width - 200)).toBe(268)
  expect(roomOf(standard, width + 140)).toBe(268)
  expect(roomOf(standard, width + 240)).toBe(268 + 70)
  expect(roomOf(standard, width + 4000)).toBe(268 + 520)
})

test('the description has the rest, and nothing is wider than the window', () => {
  const { tracks, minWidth } = useColumnLayout(
    () => standard,
    () => false,
    ref(width + 400)
  )
  expect(tracks.value).toContain('minmax(180px, 1fr) 450px')
  expect(minWidth.value).toBe(`${width}px`)
})

test('a width that was chosen stays, and so does that of a pinned column', () => {
  expect(roomOf(resized(standard, 'resource_ids', 300), width + 1000)).toBe(300)
  expect(roomOf(pinToggled(standard, 'resource_ids'), width + 1000)).toBe(268)
})

test('the standard columns stand side by side in a window of 1280 px, beside side bar and scroll bar', () => {
  expect(width).toBeLessThanOrEqual(1280 - 228 - 17)
})
