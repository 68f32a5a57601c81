import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Notice } from '#shared/api'
import { AppError } from '#shared/errors'
import { Config } from '#shared/settings'
import { fileError } from './export/file-error'

export const configName = 'config.json'

/**
 * Puts a file aside that holds no settings. One that cannot be read for now stays: what is in it may be
 * as it should.
 * @returns what the user is told
 * @throws AppError `read-failed`, or that of the folder it cannot be put aside in
 */
export function putBrokenAside(folder: string): Notice[] {
  const path = join(folder, configName)
  if (!existsSync(path) || holdsSettings(path)) return []
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const aside = join(folder, `config.broken-${time}.json`)
  try {
    renameSync(path, aside)
  } catch (error) {
    throw fileError(error, path)
  }
  return [{ code: 'config-broken', path: aside }]
}

function holdsSettings(path: string): boolean {
  const text = read(path)
  try {
    Config.parse(JSON.parse(text))
    return true
  } catch {
    return false
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
