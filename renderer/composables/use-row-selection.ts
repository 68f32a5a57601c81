import { markRaw, ref, watch } from 'vue'
import { isAborted } from '#shared/bridge'
import { questionOf } from '../question'
import type { Session } from '../session'
import { keyOf, type RangeEnd, type RowSource, type TableRow } from './row-source'

/** Rows that can be selected together: what a clipboard and a reader can still do something with. */
export const mostSelected = 10_000
/** Up to here, rows picked one by one are brought into the order of the screen. */
const orderedAtMost = 200

interface Options {
  session: () => Session
  source: () => RowSource
  /** A selection was cut to `mostSelected`, of so many rows asked for. */
  cut: (asked: number) => void
  failed: () => void
}

/** The rows selected together. They stay selected out of sight, and while others come in above. */
export function useRowSelection({ session, source, cut, failed }: Options) {
  /** Rows of a range are on their way. */
  const busy = ref(false)
  let turn = 0

  function put(rows: readonly TableRow[]): void {
    const byKey = new Map(rows.map((row) => [keyOf(row), row] as const))
    session().selectedRows = markRaw(byKey)
    session().selection = markRaw([...byKey.keys()])
  }

  /** These and no others; a range on its way is forgotten. */
  function set(rows: readonly TableRow[]): void {
    turn++
    busy.value = false
    put(rows)
  }

  /** What is selected now: where nothing was picked, the row that stands open. Each as it is shown. */
  function rows(): readonly TableRow[] {
    const picked = snapshots()
    if (picked.length === 0) return picked
    const shown = new Map(
      source()
        .held()
        .map((row) => [keyOf(row), row] as const)
    )
    return picked.map((row) => shown.get(keyOf(row)) ?? row)
  }

  /** As they were when they were selected. */
  function snapshots(): readonly TableRow[] {
    const { selectedRows, selected, opened } = session()
    if (selectedRows.size > 0) return [...selectedRows.values()]
    return opened && keyOf(opened) === selected ? [opened] : []
  }

  function open(row: TableRow | null): void {
    session().selected = row && keyOf(row)
    session().opened = row
  }

  /** A row was gone to; `extend`: it belongs to a range. */
  function select(_key: string, row: TableRow, extend: boolean): void {
    open(row)
    if (!extend) set([row])
  }

  function isSelected(key: string): boolean {
    const { selectedRows, selected } = session()
    return selectedRows.size > 0 ? selectedRows.has(key) : key === selected
  }

  /** One row more or less; the one that is open is always one of them. */
  function toggle(row: TableRow): void {
    const key = keyOf(row)
    const before = rows()
    const rest = before.filter((other) => keyOf(other) !== key)
    const added = rest.length === before.length
    if (added && rest.length >= mostSelected) {
      cut(rest.length + 1)
      return
    }
    set(added ? inOrder([...rest, row]) : rest)
    open(added ? row : (rest.at(-1) ?? null))
  }

  function inOrder(picked: TableRow[]): TableRow[] {
    if (picked.length > orderedAtMost) return picked
    const places = new Map(picked.map((row) => [row, source().indexOf(keyOf(row))] as const))
    if ([...places.values()].includes(-1)) return picked
    return picked.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }

  /** From one row to another, both included; from the first on as many as there may be. */
  async function range(from: RangeEnd, to: RangeEnd): Promise<void> {
    const asked = Math.abs(to.index - from.index) + 1
    const down = to.index >= from.index
    const index = from.index + (mostSelected - 1) * (down ? 1 : -1)
    const end = asked > mostSelected ? { index, row: null } : to
    const found = source().range(from, end)
    const mine = ++turn
    const question = questionOf(session())
    try {
      busy.value = found instanceof Promise
      const read = await found
      // Where the statistics have taken the table's place, nothing watches the question any more.
      if (mine !== turn || question !== questionOf(session())) return
      put(read)
      if (asked > mostSelected) cut(asked)
    } catch (error) {
      if (mine === turn && !isAborted(error)) failed()
    } finally {
      if (mine === turn) busy.value = false
    }
  }

  /** All there are, from the first on. */
  function all(): Promise<void> {
    const { count, rowAt } = source()
    if (count === 0) return Promise.resolve()
    return range({ index: 0, row: rowAt(0) }, { index: count - 1, row: rowAt(count - 1) })
  }

  watch(
    () => session().selected === null,
    (none) => none && set([])
  )
  // Rows of another question must not be copied with this one's.
  watch(
    () => questionOf(session()),
    () => set([])
  )

  return { busy, rows, isSelected, select, toggle, range, all }
}
