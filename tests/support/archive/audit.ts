import type { Operation } from '#shared/operation'
import { initialParameters } from '#shared/parameters'
import type { Archive } from '../../../electron/services/ports'
import type { Ledger } from './ledger'
import { readFile } from './rows-of-file'

const limit = 1000

/** Every row the archive shows, page by page, oldest first. */
export async function everyRow(archive: Archive, profileId: string): Promise<Operation[]> {
  const list: Operation[] = []
  for (;;) {
    const { rows, total } = await archive.page({
      selection: { profileIds: [profileId], parameters: initialParameters, filter: {} },
      order: { field: 'create_time', descending: false },
      start: { row: list.length },
      limit
    })
    for (const { profileId: _home, ...row } of rows) list.push(row)
    if (list.length !== total && rows.length === limit) continue
    return list
  }
}

/**
 * What is wrong with an archive: damage of the file, pages that do not show just the rows of the table,
 * and rows that are not as the ledger says. Opens the file a second time, after the archive did.
 */
export async function audit(
  archive: Archive,
  path: string,
  profileId: string,
  ledger: Ledger
): Promise<string[]> {
  let shown: Operation[]
  try {
    shown = await everyRow(archive, profileId)
  } catch (error) {
    return [`cannot be read: ${String(error)}`]
  }
  const { rows, count, damage } = readFile(path)
  const wrong = [...damage]
  if (rows.length !== count) wrong.push(`${count - rows.length} rows refer to no text`)
  const wanted = rows.map(({ operation }) => JSON.stringify(operation))
  const different = wanted.filter((text, place) => text !== JSON.stringify(shown[place]))
  if (shown.length !== wanted.length || different.length > 0) {
    wrong.push(
      `pages show ${shown.length} rows of ${wanted.length}, ${different.length} in another state`
    )
  }
  return [...wrong, ...ledger.compare(shown)]
}
