import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Notice } from '#shared/api'
import { AppError } from '#shared/errors'
import { Config } from '#shared/settings'
import { fileError } from './export/file-error'
import { readLeniently } from './lenient-config'

export const configName = 'config.json'

/**
 * The settings of a folder, and what the user is told of them. A file that holds none is put aside; one
 * whose profiles or views cannot all be read is copied, since the next change overwrites it. One that
 * cannot be read for now stays: what is in it may be as it should.
 * @throws AppError `read-failed`, `config-newer`, or that of the folder nothing can be kept in
 */
export function readConfig(folder: string): { config: Config; notices: Notice[] } {
  const path = join(folder, configName)
  if (!existsSync(path)) return { config: Config.parse({}), notices: [] }
  const content = parsed(read(path))
  const version = z.object({ version: z.number() }).safeParse(content)
  if (version.success && version.data.version > 1) {
    throw new AppError('config-newer', 'A newer Oplog wrote the settings.', { detail: { path } })
  }
  const found = readLeniently(content)
  if (!found) {
    const aside = keep(path, 'broken', renameSync)
    return { config: Config.parse({}), notices: [{ code: 'config-broken', path: aside }] }
  }
  if (!found.lost) return { config: found.config, notices: [] }
  const copy = keep(path, 'before', copyFileSync)
  return { config: found.config, notices: [{ code: 'config-incomplete', path: copy }] }
}

/** @returns where the file is kept */
function keep(path: string, word: string, put: (from: string, to: string) => void): string {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const kept = path.replace(/\.json$/, `.${word}-${time}.json`)
  try {
    put(path, kept)
  } catch (error) {
    throw fileError(error, path)
  }
  return kept
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('read-failed', 'The settings cannot be read.', { detail: { path }, cause })
  }
}

/** A process killed while writing leaves these behind. */
export function purgeTemporary(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (/^(config\.json\.tmp-|\.oplog-.*\.part$)/.test(name))
      rmSync(join(folder, name), { force: true })
  }
}
