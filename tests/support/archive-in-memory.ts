import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { ArchivePageInput, type ArchiveSelectionInput } from '#shared/archive-query'
import type { RawOperation } from '#shared/operation'
import { createArchiveFile, type ArchiveFile } from '../../electron/services/archive/archive-file'
import { archiveError, openFile } from '../../electron/services/archive/file'
import { createQueries } from '../../electron/services/archive/queries'
import { toUtf8 } from '../../electron/services/utf8'

/** Archives in this process, without the port to one of their own: for thousands of quick queries. */
export function openArchives(names: readonly string[], now: () => number = Date.now) {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-query-'))
  const files = new Map<string, ArchiveFile>()

  function open(name: string): ArchiveFile {
    const database = openFile(join(folder, `${name}.sqlite`), () => undefined)
    const file = createArchiveFile(database)
    files.set(name, file)
    return file
  }
  for (const name of names) open(name)

  function fileOf(name: string): ArchiveFile {
    const file = files.get(name)
    if (!file) throw new RangeError(`no archive ${name}`)
    return file
  }

  const queries = createQueries({
    fileOf,
    now,
    failureOf: (error, name) => archiveError(error, join(folder, `${name}.sqlite`))
  })

  return {
    fileOf,
    queries,
    keep: (name: string, rows: readonly RawOperation[]) =>
      fileOf(name).store({
        body: toUtf8(JSON.stringify({ job_set: rows })),
        at: now(),
        answer: null
      }),
    reopen: (name: string) => {
      fileOf(name).close()
      return open(name)
    },
    page: (input: z.input<typeof ArchivePageInput>) => queries.page(ArchivePageInput.parse(input)),
    /** Job ids of all rows that match, page after page. */
    all: (
      selection: ArchiveSelectionInput,
      order: z.input<typeof ArchivePageInput>['order'] = {}
    ): string[] => {
      const ids: string[] = []
      for (;;) {
        const input = { selection, order, start: { row: ids.length }, limit: 1000 }
        const { rows, total } = queries.page(ArchivePageInput.parse(input))
        ids.push(...rows.map(({ jobId }) => jobId))
        if (rows.length === 0 || ids.length >= total) return ids
      }
    },
    close: () => {
      for (const file of files.values()) file.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export type Archives = ReturnType<typeof openArchives>
