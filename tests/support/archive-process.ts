import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundle } from './bundle'

const root = resolve(import.meta.dirname, '../..')

/** Text of the bundle, and what is to stand there instead. */
export type Edit = readonly [from: string, to: string]

/** Builds the archive's process into one file that plain Node runs. @returns its path */
export async function bundleArchive(
  name = `archive-${process.pid}`,
  edits: readonly Edit[] = []
): Promise<string> {
  const folder = resolve(root, 'node_modules/.cache/test', name)
  const path = await bundle('electron/services/archive/process.ts', folder, 'process')
  for (const edit of edits) apply(path, edit)
  return path
}

function apply(path: string, [from, to]: Edit): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`the archive's process has no "${from}"`)
  writeFileSync(path, text.replace(from, to))
}

/** Large transactions then go to the disk before they are committed. */
export const smallCache: Edit = ['PRAGMA cache_size = -16000', 'PRAGMA cache_size = 10']

/** The index is copied into the file ten times as often. */
export const earlyCopy: Edit = ['copyAfterRows = 2e4', 'copyAfterRows = 2e3']

/** A write waits a short time only for somebody else's. */
export const shortWait: Edit = ['busyMs = 5e3', 'busyMs = 300']

/** Nothing to go back by: what a kill interrupts stays half written. The tests must see that. */
export const careless: readonly Edit[] = [
  [
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
    'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF'
  ],
  smallCache
]
