import { computed, shallowRef, watch } from 'vue'
import type { HeldRow } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { api } from '../api'
import type { Session } from '../stores/log'
import { keyOf, listSource, placeOf, type TableRow } from './row-source'

/** The row the detail pane shows, its raw record, and its place in the table. */
export function useOpenedRow(session: () => Session) {
  /** The record read last, and the address of its row. */
  const read = shallowRef<{ of: string; text: string | null; failed: boolean } | null>(null)
  let reading: Promise<string | null> = Promise.resolve(null)
  const source = computed(() => {
    const { view, archive, search } = session()
    return view === 'archive' ? archive.source : listSource(search.state.rows)
  })

  /** From 0; -1: not among the rows at hand. */
  const place = computed(() => {
    const { selected } = session()
    return selected === null ? -1 : source.value.indexOf(selected)
  })
  /** The row as the table has it now, else as it was when it was opened. */
  const row = computed<TableRow | null>(() => {
    const { selected, opened } = session()
    if (selected === null) return null
    const found = source.value.rowAt(place.value)
    return found ?? (opened && keyOf(opened) === selected ? opened : null)
  })
  /** Names the row whichever profile is on screen. */
  const address = computed(() => {
    const { profileId } = session()
    return row.value && keyOf({ profileId, ...row.value })
  })
  const isRead = computed(() => read.value !== null && read.value.of === address.value)
  /** JSON text as received, of this row and no other; null: not held, not read, or on its way. */
  const raw = computed(() => (isRead.value ? (read.value?.text ?? null) : null))
  const failed = computed(() => isRead.value && read.value?.failed === true)
  const waiting = computed(() => row.value !== null && !isRead.value)

  watch(() => [address.value, row.value?.statusTime], load, { immediate: true })
  // A selection brought back at start may be of a row that is not in sight.
  watch(
    () => [session().selected, session().askedArchive ?? session().asked] as const,
    async ([selected]) => {
      if (selected !== null && !row.value) await lookUp(selected)
    },
    { immediate: true }
  )

  function load(): void {
    const of = address.value
    if (of === null) return
    const asking = api.operations.record(placeOf(of, null))
    reading = asking
    const keep = (text: string | null, failed: boolean) => {
      if (reading === asking) read.value = { of, text, failed }
    }
    asking.then(
      (text) => keep(text, false),
      () => keep(null, true)
    )
  }

  async function lookUp(selected: string): Promise<void> {
    const asking = session()
    const own = asking.profileId === allZones ? null : asking.profileId
    const { profileId, jobId } = placeOf(selected, own)
    const filter = { is: { job_id: [jobId] } }
    const selection = { profileIds: [profileId], parameters: initialParameters, filter }
    const page = await api.archive.page({ selection, limit: 1 }).catch(() => null)
    const [held] = page?.rows ?? []
    if (held && asking.selected === selected) asking.opened = rowOf(held, asking)
  }

  /** Rows of one profile are named by their job alone. */
  function rowOf({ profileId, ...held }: HeldRow, shown: Session): TableRow {
    return shown.profileId === allZones ? { ...held, profileId } : held
  }

  function open(held: HeldRow): void {
    const opened = rowOf(held, session())
    session().selected = keyOf(opened)
    session().opened = opened
  }

  return { row, raw, waiting, failed, retry: load, record: () => reading, place, open }
}
