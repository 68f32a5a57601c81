import { useI18n } from 'vue-i18n'
import { columnOf } from '#shared/operation'
import type { Profile } from '#shared/profile'
import { cellText, countText } from '../components/text'
import type { CopyFormat } from '../copy-rows'
import { useApp } from '../stores/app'
import { useSettings } from '../stores/settings'
import type { TableColumn } from '../table-columns'
import type { TableRow } from './row-source'
import type { CellTarget } from './use-table-cursor'

/** Puts rows or a cell on the clipboard, and says so. */
export function useRowCopy() {
  const { t, te } = useI18n()
  const app = useApp()
  const settings = useSettings()

  async function write(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      app.say(said)
    } catch {
      app.say(t('detail.copyFailed'))
    }
  }

  async function copyRows(
    format: CopyFormat,
    rows: readonly TableRow[],
    columns: readonly TableColumn[],
    profiles: ReadonlyMap<string, Profile> | null
  ): Promise<void> {
    if (rows.length === 0) return
    const { rowsAsText } = await import('../copy-rows')
    const zone = settings.values.timeZone
    const owners = profiles
      ? new Map([...profiles].map(([id, { name }]) => [id, name] as const))
      : undefined
    const text = rowsAsText(format, rows, { columns, owners, zone, t, te })
    await write(text, countText(t, 'selection.copied', rows.length))
  }

  async function copyCell({ row, field }: Pick<CellTarget, 'row' | 'field'>): Promise<void> {
    const column = columnOf(field)
    // What the service has a name for is copied as that, to be looked for elsewhere.
    const named = column.type === 'status' || field === 'action_describe'
    const raw = named ? String(column.value(row)) : null
    await write(raw ?? cellText(t, column, row, settings.values.timeZone), t('detail.copied'))
  }

  return { copyRows, copyCell }
}
