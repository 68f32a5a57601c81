import { stringify } from 'csv-stringify/browser/esm/sync'
import { disarm } from '#shared/disarm'
import type { Column } from '#shared/operation'
import { formatExport } from '#shared/time'
import { fieldText, type Reading } from './components/detail/record-fields'
import { markdownLine } from './components/markdown'
import type { TableRow } from './composables/row-source'

export const copyFormats = ['tsv', 'csv', 'json', 'markdown'] as const
export type CopyFormat = (typeof copyFormats)[number]

interface Shown extends Reading {
  columns: readonly Column[]
  /** Names of profiles by id, where rows of several are merged: whose a row is comes first. */
  owners?: ReadonlyMap<string, string> | undefined
}

/** Rows as text: the columns on screen in their order, under their heads, each cell as it is read there but uncut. */
export function rowsAsText(format: CopyFormat, rows: readonly TableRow[], shown: Shown): string {
  if (format === 'json')
    return JSON.stringify(
      rows.map((row) => recordOf(row, shown)),
      null,
      2
    )
  const { columns, owners, t } = shown
  const lines = [
    [...(owners ? [t('table.profile')] : []), ...columns.map(({ field }) => t(`columns.${field}`))],
    ...rows.map((row) => [
      ...(owners ? [ownerOf(row, owners)] : []),
      ...columns.map((column) => fieldText(shown, column, row))
    ])
  ]
  if (format === 'markdown') return markdown(lines)
  const armless = lines.map((cells) => cells.map(disarm))
  if (format === 'tsv') return armless.map((cells) => cells.map(tabbed).join('\t')).join('\n')
  return stringify(armless, {
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
    // A line with nothing in it is no record: readers skip it.
    quoted_empty: armless[0]?.length === 1
  })
}

/** Field names of the API and values a program reads: times with their offset, lengths in ms. */
function recordOf(row: TableRow, { columns, zone, owners }: Shown): Record<string, unknown> {
  const fields = columns.map(({ field, type, value }) => {
    const raw = value(row)
    const isTime = type === 'instant' && typeof raw === 'number'
    return [field, isTime ? formatExport(raw, zone) : raw] as const
  })
  return Object.fromEntries(owners ? [['profile', ownerOf(row, owners)], ...fields] : fields)
}

function ownerOf({ profileId = '' }: TableRow, owners: ReadonlyMap<string, string>): string {
  return owners.get(profileId) ?? profileId
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** A spreadsheet takes quotes around a pasted cell away, and what is in them for a formula. */
function tabbed(text: string): string {
  const line = oneLine(text)
  return line.startsWith('"') ? `"${line.replaceAll('"', '""')}"` : line
}

function markdown([head = [], ...rows]: string[][]): string {
  const rule = `| ${head.map(() => '---').join(' | ')} |`
  return [markdownLine(head), rule, ...rows.map(markdownLine)].join('\n')
}
