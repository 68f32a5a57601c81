import { columnOf, columns, type Column, type ColumnField } from '#shared/operation'
import type { ColumnChoice } from '#shared/settings'

/** A column on screen. */
export type TableColumn = Column & Omit<ColumnChoice, 'field' | 'width'>

/** What a column is made wider by for its difference, px. */
const differenceWidth = 84

/** The columns chosen, or the standard ones; pinned ones first. */
export function tableColumns(chosen: readonly ColumnChoice[] | null): TableColumn[] {
  if (!chosen) return columns.filter(({ shown }) => shown).map(standard)
  return pinnedFirst(chosen.map((choice) => ({ ...columnOf(choice.field), ...choice })))
}

/** What is remembered of the columns on screen. */
export function choicesOf(shown: readonly TableColumn[]): ColumnChoice[] {
  return shown.map(({ field, width, pinned, difference }) => ({ field, width, pinned, difference }))
}

function standard(column: Column): TableColumn {
  return { ...column, pinned: false, difference: false }
}

function pinnedFirst(all: readonly TableColumn[]): TableColumn[] {
  return [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)]
}

function change(
  shown: readonly TableColumn[],
  field: ColumnField,
  values: Partial<TableColumn>
): TableColumn[] {
  return shown.map((column) => (column.field === field ? { ...column, ...values } : column))
}

/** All fields; one that is not shown stands where it would appear. */
export function allFields(shown: readonly TableColumn[]): ColumnField[] {
  const order = shown.map(({ field }) => field)
  const pinned = shown.filter((column) => column.pinned).length
  columns.forEach(({ field }, place) => {
    if (order.includes(field)) return
    const before = columns[place - 1]
    const after = before ? order.indexOf(before.field) + 1 : 0
    order.splice(Math.max(pinned, after), 0, field)
  })
  return order
}

/** Shows a column or hides it; the last one cannot be taken away. */
export function toggled(shown: readonly TableColumn[], field: ColumnField): TableColumn[] {
  const has = shown.some((column) => column.field === field)
  if (has) return shown.length > 1 ? shown.filter((column) => column.field !== field) : [...shown]
  return allFields(shown).flatMap((other) => {
    if (other === field) return [standard(columnOf(field))]
    return shown.filter((column) => column.field === other)
  })
}

/** Drops a column before the one at `place`; between pinned columns it is pinned, past them it is not. */
export function dropped(
  shown: readonly TableColumn[],
  field: ColumnField,
  place: number
): TableColumn[] {
  const from = shown.findIndex((column) => column.field === field)
  const column = shown[from]
  if (!column) return [...shown]
  const rest = shown.filter((other) => other !== column)
  const to = place > from ? place - 1 : place
  const border = rest.filter(({ pinned }) => pinned).length
  const pinned = to === border ? column.pinned : to < border
  return pinnedFirst([...rest.slice(0, to), { ...column, pinned }, ...rest.slice(to)])
}

/** Moves a column by a place, among the pinned ones or among the others; null: it is at the end of them. */
export function stepped(
  shown: readonly TableColumn[],
  field: ColumnField,
  by: -1 | 1
): TableColumn[] | null {
  const from = shown.findIndex((column) => column.field === field)
  if (shown[from + by]?.pinned !== shown[from]?.pinned) return null
  return dropped(shown, field, by > 0 ? from + 2 : from - 1)
}

/** A pinned column is the last of the pinned ones, an unpinned one the first of the others. */
export function pinToggled(shown: readonly TableColumn[], field: ColumnField): TableColumn[] {
  const column = shown.find((other) => other.field === field)
  if (!column) return [...shown]
  const rest = shown.filter((other) => other !== column)
  const border = rest.filter(({ pinned }) => pinned).length
  return rest.toSpliced(border, 0, { ...column, pinned: !column.pinned })
}

/** The column is made wider for what is added to it, and narrower again. */
export function differenceToggled(
  shown: readonly TableColumn[],
  field: ColumnField
): TableColumn[] {
  const column = shown.find((other) => other.field === field)
  if (!column) return [...shown]
  const { width } = columnOf(field)
  const wide = width + differenceWidth
  if (!column.difference) {
    return change(shown, field, { difference: true, width: Math.max(column.width, wide) })
  }
  return change(shown, field, {
    difference: false,
    width: column.width === wide ? width : column.width
  })
}

export function resized(
  shown: readonly TableColumn[],
  field: ColumnField,
  width: number
): TableColumn[] {
  return change(shown, field, { width })
}

/** Every column as wide as at first. */
export function widthsReset(shown: readonly TableColumn[]): TableColumn[] {
  return shown.map((column) => ({
    ...column,
    width: columnOf(column.field).width + (column.difference ? differenceWidth : 0)
  }))
}
