import type { ComposerTranslation } from 'vue-i18n'
import type { ExportResult } from '#shared/api'
import { fromWire, type WireError } from '#shared/errors'
import type { TimeZone } from '#shared/settings'
import { formatLocal } from '#shared/time'
import type { ExportKind } from '../../export-kind'
import { countText, failureText, numberText } from '../text'

type Translate = (key: string, facts: Record<string, unknown>, count?: number) => string
type Written = NonNullable<ExportResult>

/** What an export wrote, and where. */
export function writtenText(t: Translate, kind: ExportKind, { rows, path }: Written): string {
  if (kind === 'picture') return t('export.donePicture', { path })
  return countText(t, kind === 'groups' ? 'export.doneGroups' : 'export.done', rows, { path })
}

/** What an export waits for, and until when; empty: it does not. */
export function waitText(
  t: ComposerTranslation,
  te: (key: string) => boolean,
  { resumesAt, error }: { resumesAt: number | null; error: WireError | null },
  zone: TimeZone
): string {
  if (resumesAt === null || !error) return ''
  const key = error.code === 'quota-exceeded' ? 'export.waits' : 'export.retries'
  return t(key, { why: failureText(t, te, fromWire(error)), at: formatLocal(resumesAt, zone) })
}

/** What is to be said of it beside: its other name, or that it is not all that matches. Most often nothing. */
export function remarks(t: Translate, kind: ExportKind, result: Written): string[] {
  const { wanted } = result
  const name = wanted?.split(/[\\/]/).at(-1)
  return [name ? t('export.beside', { name }) : '', lackingText(t, kind, result)].filter(Boolean)
}

/** Why it is not all that matches; empty: it is. */
function lackingText(t: Translate, kind: ExportKind, { rows, total }: Written): string {
  if (total === rows) return ''
  if (kind !== 'answer') {
    return countText(t, rows > total ? 'export.changed' : 'export.lacks', total)
  }
  // A stored answer changes no more, but its later pages may be of a time when more rows matched.
  if (rows > total) return ''
  return countText(t, 'export.notLoaded', total, { rows: numberText(rows) })
}

/** All of it, for a place that has one line. */
export function endedText(t: Translate, kind: ExportKind, result: Written): string {
  const written = writtenText(t, kind, result)
  const more = remarks(t, kind, result).join(' ')
  return more ? t('export.doneAnd', { written, more }) : written
}
