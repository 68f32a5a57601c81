import { join } from 'node:path'
import Store from 'electron-store'
import type { Notice } from '#shared/api'
import { Config } from '#shared/settings'
import { configName, purgeTemporary, putBrokenAside } from '../services/config-file'
import { fileError } from '../services/export/file-error'
import type { ConfigStore } from '../services/ports'

/**
 * `config.json` through electron-store. A file that holds no settings is put aside first, since the store
 * itself would refuse to start on it or overwrite it.
 */
export function openConfig(folder: string): { config: ConfigStore; notices: Notice[] } {
  purgeTemporary(folder)
  const notices = putBrokenAside(folder)
  const store = new Store<Config>({ cwd: folder, configFileMode: 0o600 })
  let current = Config.parse(store.store)

  function update(change: (config: Config) => Config): void {
    const next = change(current)
    try {
      store.store = next
    } catch (error) {
      throw fileError(error, join(folder, configName))
    }
    current = next
  }

  return { config: { get: () => current, update }, notices }
}
