import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import type { Notice } from '#shared/api'
import { Config } from '#shared/settings'
import { fileError } from '../services/export/file-error'
import type { ConfigStore } from '../services/ports'

/**
 * `config.json` through electron-store. A file that cannot be read is put aside first, since the store
 * itself would refuse to start on it or overwrite it.
 */
export function openConfig(folder: string): { config: ConfigStore; notices: Notice[] } {
  const path = join(folder, 'config.json')
  const notices = putBrokenAside(folder, path)
  const store = new Store<Config>({ cwd: folder, configFileMode: 0o600 })
  let current = Config.parse(store.store)

  function update(change: (config: Config) => Config): void {
    const next = change(current)
    try {
      store.store = next
    } catch (error) {
      throw fileError(error, path)
    }
    current = next
  }

  return { config: { get: () => current, update }, notices }
}

function putBrokenAside(folder: string, path: string): Notice[] {
  purgeTemporary(folder)
  if (!existsSync(path)) return []
  try {
    Config.parse(JSON.parse(readFileSync(path, 'utf8')))
    return []
  } catch {
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
    const aside = join(folder, `config.broken-${time}.json`)
    renameSync(path, aside)
    return [{ code: 'config-broken', path: aside }]
  }
}

/** A process killed while writing leaves these behind. */
function purgeTemporary(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (/^(config\.json\.tmp-|\.oplog-.*\.part$)/.test(name))
      rmSync(join(folder, name), { force: true })
  }
}
