import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ColumnField } from '#shared/operation'
import type { Session } from '../session'
import {
  choicesOf,
  dropped,
  resized,
  stepped,
  tableColumns,
  type TableColumn
} from '../table-columns'

/** The columns of a session, and what the table does with them. @param say for screen readers */
export function useTableColumns(session: () => Session, say: (text: string) => void) {
  const { t } = useI18n()
  const shown = computed(() => tableColumns(session().columns))

  function set(columns: readonly TableColumn[]): void {
    session().columns = choicesOf(columns)
  }

  function move(moved: readonly TableColumn[] | null, field: ColumnField): void {
    if (!moved) return
    set(moved)
    const place = moved.findIndex((column) => column.field === field) + 1
    say(t('table.moved', { column: t(`columns.${field}`), place, count: moved.length }))
  }

  return {
    shown,
    set,
    resize: (field: ColumnField, width: number) => set(resized(shown.value, field, width)),
    drop: (field: ColumnField, place: number) => move(dropped(shown.value, field, place), field),
    step: (field: ColumnField, by: -1 | 1) => move(stepped(shown.value, field, by), field)
  }
}
