import type { ExportResult } from '#shared/api'
import type { ExportKind } from '../../export-kind'
import { countText } from '../text'

/** What an export wrote, and where. */
export function writtenText(
  t: (key: string, facts: Record<string, unknown>, count?: number) => string,
  kind: ExportKind,
  { rows, path }: NonNullable<ExportResult>
): string {
  if (kind === 'picture') return t('export.donePicture', { path })
  return countText(t, kind === 'groups' ? 'export.doneGroups' : 'export.done', rows, { path })
}
