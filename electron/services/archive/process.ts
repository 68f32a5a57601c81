import { join } from 'node:path'
import { createBirpc } from 'birpc'
import { toWire } from '#shared/errors'
import { createArchiveFile, type ArchiveFile } from './archive-file'
import { archiveError, isBroken, openFile, replaceBroken } from './file'
import { DamagedIndexError } from './index/damage'
import { createQueries } from './queries'
import { sqliteName, type Database } from './sqlite'
import type { HostFunctions, Reply, WorkerFunctions } from './protocol'

/** The port to whoever started this process: Electron's for a utility process, Node's for a fork. */
interface ParentPort {
  postMessage: (message: unknown) => void
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void
}
const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort

const folder = process.argv.at(-1) ?? ''
const files = new Map<string, ArchiveFile>()

function pathOf(profileId: string): string {
  return join(folder, `${profileId}.sqlite`)
}

function fileOf(profileId: string): ArchiveFile {
  const known = files.get(profileId)
  if (known) return known
  return take(profileId, openFile(pathOf(profileId), announceBroken(profileId)))
}

function take(profileId: string, database: Database): ArchiveFile {
  let file: ArchiveFile
  try {
    file = createArchiveFile(database)
  } catch (error) {
    database.close()
    throw error
  }
  files.set(profileId, file)
  warmSoon(profileId, file)
  // Opening may have taken in rows, or made the whole index.
  copySoon()
  return file
}

/** Between other calls, so that none waits for more than a few blocks. */
function warmSoon(profileId: string, file: ArchiveFile): void {
  setImmediate(() => {
    if (files.get(profileId) !== file) return
    try {
      if (file.warm()) warmSoon(profileId, file)
    } catch {
      // The search that needs the block says what is wrong with it.
    }
  })
}

function announceBroken(profileId: string) {
  return (path: string, isWhole: boolean): void => {
    void host.notice({ code: isWhole ? 'archive-salvaged' : 'archive-broken', path })
    if (!isWhole) void host.lost(profileId)
  }
}

function drop(profileId: string): void {
  files.get(profileId)?.close()
  files.delete(profileId)
}

/** Damage is often met only when a page of the file is read: then too it is put aside, and work goes on. */
function withFile<T>(profileId: string, work: (file: ArchiveFile) => T): T {
  try {
    return work(fileOf(profileId))
  } catch (error) {
    if (error instanceof DamagedIndexError) {
      fileOf(profileId).mendIndex()
      return work(fileOf(profileId))
    }
    if (!isBroken(error)) throw error
    drop(profileId)
    return work(take(profileId, replaceBroken(pathOf(profileId), announceBroken(profileId))))
  }
}

/** Failures cross as values: an error's class would be lost on the way. */
function reply<T>(profileId: string, work: () => T): Reply<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, error: toWire(archiveError(error, pathOf(profileId))) }
  }
}

const queries = createQueries({
  fileOf,
  now: Date.now,
  failureOf: (error, profileId) => archiveError(error, pathOf(profileId))
})

/** Reads what may be damaged in any of several files. */
function query<T>(profileIds: readonly string[], work: () => T): Reply<T> {
  const [first = '', ...others] = profileIds
  // What cannot be opened names its file; once all are open, nothing tells which of them failed.
  return reply(others.length > 0 ? '*' : first, () => {
    try {
      return work()
    } catch (error) {
      const isIndex = error instanceof DamagedIndexError
      if (!isIndex && !isBroken(error)) throw error
      // Which of them it is shows when each is read through.
      const failures = failuresOf(profileIds, (file) => {
        if (isIndex) file.mendIndex()
        else file.check()
      })
      if (failures.length === profileIds.length) throw failures[0]
      try {
        return work()
      } catch (again) {
        // One that could not be mended keeps the others from answering.
        throw failures[0] ?? again
      }
    }
  })
}

/** Does it to each file there is to be had: one of several that cannot be opened is left out of the answer. */
function failuresOf(profileIds: readonly string[], work: (file: ArchiveFile) => void): unknown[] {
  return profileIds.flatMap((id) => {
    try {
      withFile(id, work)
      return []
    } catch (error) {
      return [error]
    }
  })
}

/** While nothing else is to do, indexes are copied into their files, so that opening them again is quick. */
const idleMs = 1500
/** A copy writes whole blocks, so fewer rows than these wait a little longer. */
const idleRows = 500
const lateMs = 60_000
let idle: NodeJS.Timeout | undefined
let late: NodeJS.Timeout | undefined
function copySoon(): void {
  clearTimeout(idle)
  idle = setTimeout(() => copyAll(idleRows), idleMs)
  idle.unref()
  late ??= setTimeout(() => {
    late = undefined
    copyAll(1)
  }, lateMs)
  late.unref()
}

function copyAll(atLeast: number): void {
  files.forEach((file) => file.copyIndex(atLeast))
}

const functions: WorkerFunctions = {
  store: (id, ...pages) =>
    reply(id, () => {
      const report = withFile(id, (file) => file.store(...pages))
      copySoon()
      return report
    }),
  answer: (id, parameters) => reply(id, () => withFile(id, (file) => file.answer(parameters))),
  page: (input) => query(input.selection.profileIds, () => queries.page(input)),
  records: (input) => query(input.selection.profileIds, () => queries.records(input)),
  counts: (input) => query(input.selection.profileIds, () => queries.counts(input)),
  histogram: (input) => query(input.selection.profileIds, () => queries.histogram(input)),
  statistics: (input) => query(input.selection.profileIds, () => queries.statistics(input)),
  story: (input) => query(input.profileIds, () => queries.story(input)),
  record: (id, jobId) => reply(id, () => withFile(id, (file) => file.record(jobId))),
  coverage: (id) => reply(id, () => withFile(id, (file) => file.coverage())),
  mark: (id, interval, facts) =>
    reply(id, () => withFile(id, (file) => file.mark(interval, facts))),
  pending: (id) => reply(id, () => withFile(id, (file) => file.pending())),
  countBetween: (id, span) => reply(id, () => withFile(id, (file) => file.countBetween(span))),
  announce: (id, reason, jobIds) =>
    reply(id, () => withFile(id, (file) => file.announce(reason, jobIds))),
  due: (id) => reply(id, () => withFile(id, (file) => file.due())),
  noteGone: (id, jobId, at) => reply(id, () => withFile(id, (file) => file.noteGone(jobId, at))),
  told: (id, due) => reply(id, () => withFile(id, (file) => file.told(due))),
  release: (id) => reply(id, () => drop(id)),
  engine: () => reply('', sqliteName),
  closeAll: () =>
    reply('', () => {
      for (const id of [...files.keys()]) drop(id)
    })
}

const host = createBirpc<HostFunctions, WorkerFunctions>(functions, {
  timeout: -1,
  post: (message: unknown) => {
    if (parentPort) parentPort.postMessage(message)
    else process.send?.(message)
  },
  on: (receive: (message: unknown) => void) => {
    if (parentPort) parentPort.on('message', ({ data }) => receive(data))
    else process.on('message', receive)
  }
})
