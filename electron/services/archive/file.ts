import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '#shared/errors'
import { migrate, refuseNewer } from './migrations'
import { obstacleOf } from './obstacle'
import { salvage } from './salvage'
import { openDatabase, type Database } from './sqlite'

/** SQLite's result codes: 11 the file is malformed, 26 it is no database. */
const broken = new Set([11, 26])

/** The disk has no room. */
const full = 13

/** A database, its log and the index of that. */
const companions = ['', '-wal', '-shm']

/** 10: reading or writing failed, 14: the file or one beside it could not be opened. */
const vague = new Set([10, 14])

/** Told where a broken file lies now, and whether the new one has all that it held. */
type OnBroken = (aside: string, isWhole: boolean) => void

/**
 * Opens an archive file. A broken one is put aside with its companions; a new one takes over
 * what can be.
 * @throws AppError `archive-newer`, `disk-full`, `permission-denied`, `archive-unavailable`
 */
export function openFile(path: string, onBroken: OnBroken): Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    finishReplacing(path)
    try {
      return prepare(path)
    } catch (error) {
      if (!isBroken(error)) throw error
      return replaceBroken(path, onBroken)
    }
  } catch (error) {
    throw archiveError(error, path)
  }
}

/**
 * Puts a new file, with what of the broken one is whole, into its place once it is complete: until then a
 * kill or a full disk leaves the broken one there, to be tried again.
 */
export function replaceBroken(path: string, onBroken: OnBroken): Database {
  const next = nextOf(path)
  for (const companion of companions) rmSync(next + companion, { force: true })
  const database = prepare(next)
  let isWhole: boolean
  try {
    isWhole = takeOver(path, database)
  } finally {
    database.close()
  }
  const aside = putAside(path)
  renameSync(next, path)
  onBroken(aside, isWhole)
  return prepare(path)
}

/** Where the file is made that takes a broken one's place. */
function nextOf(path: string): string {
  return `${path}.next`
}

/** A kill between the two renames left a complete file that is not in its place yet. */
function finishReplacing(path: string): void {
  if (existsSync(path) || !existsSync(nextOf(path))) return
  // Of the broken file, and read already.
  for (const companion of ['-wal', '-shm']) rmSync(path + companion, { force: true })
  renameSync(nextOf(path), path)
}

function takeOver(broken: string, into: Database): boolean {
  try {
    return salvage(broken, into)
  } catch (error) {
    if ((resultCode(error) & 0xff) === full) throw error
    return false
  }
}

function prepare(path: string): Database {
  // SQLite removes the log when it closes a file; where one is left, nobody closed it.
  const unclean = existsSync(`${path}-wal`)
  const database = openDatabase(path)
  try {
    // Before anything is written to it.
    refuseNewer(database)
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
      PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16000`)
    chmodSync(path, 0o600)
    if (unclean) check(database)
    migrate(database)
    // Touches every table's root and the free list; the cost does not grow with the rows.
    database.exec('SELECT count(*) FROM (SELECT 1 FROM operations LIMIT 1)')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

class BrokenFileError extends Error {
  override readonly name = 'BrokenFileError'
}

/** Reads the whole file through. @throws where it is damaged */
export function check(database: Database): void {
  const finding = String(database.prepare('PRAGMA quick_check(1)').get()?.quick_check)
  if (finding !== 'ok') throw new BrokenFileError(finding)
}

export function isBroken(error: unknown): boolean {
  return error instanceof BrokenFileError || broken.has(resultCode(error) & 0xff)
}

/** The file, its log and its index belong together: a log beside another file would be taken for its own. */
function putAside(path: string): string {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const aside = path.replace(/\.sqlite$/, `.broken-${time}.sqlite`)
  for (const companion of companions) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion)
  }
  return aside
}

function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode
  if ('sqliteExtendedCode' in error && typeof error.sqliteExtendedCode === 'number') {
    return error.sqliteExtendedCode
  }
  if ('sqliteCode' in error && typeof error.sqliteCode === 'number') return error.sqliteCode
  return /not a database/i.test(error.message) ? 26 : /malformed/i.test(error.message) ? 11 : 0
}

/** What a failure of SQLite or of the folder means to the user; it always names the file. */
export function archiveError(error: unknown, path: string): AppError {
  if (error instanceof AppError) {
    const { code, message, detail, cause } = error
    return detail.path ? error : new AppError(code, message, { detail: { ...detail, path }, cause })
  }
  const result = resultCode(error) & 0xff
  const system = error instanceof Error && 'code' in error ? String(error.code) : ''
  const obstacle = vague.has(result) ? obstacleOf(path) : null
  if (result === full || system === 'ENOSPC' || obstacle === 'disk-full') {
    return new AppError('disk-full', 'The disk is full.', {
      detail: { path, archive: 'disk-full' },
      cause: error
    })
  }
  const isRefused = result === 8 || ['EACCES', 'EPERM', 'EROFS'].includes(system)
  if (isRefused || obstacle === 'permission-denied') {
    return new AppError('permission-denied', 'The archive cannot be written.', {
      detail: { path, archive: 'permission-denied' },
      cause: error
    })
  }
  if (result === 5) {
    return new AppError('archive-unavailable', 'The archive is locked by another program.', {
      detail: { path, archive: 'locked' },
      cause: error
    })
  }
  return new AppError('archive-unavailable', `The archive failed: ${String(error)}`, {
    detail: { path, archive: 'unreadable' },
    cause: error
  })
}
