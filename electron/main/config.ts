import { join } from 'node:path'
import Store from 'electron-store'
import type { Notice } from '#shared/api'
import type { Config } from '#shared/settings'
import { configName, purgeTemporary, readConfig } from '../services/config-file'
import { fileError } from '../services/export/file-error'
import type { ConfigStore } from '../services/ports'

/**
 * `config.json` through electron-store. A file that holds no settings is put aside first, since the store
 * itself would refuse to start on it or overwrite it.
 */
export function openConfig(folder: string): { config: ConfigStore; notices: Notice[] } {
  purgeTemporary(folder)
  const found = readConfig(folder)
  const store = new Store<Config>({ cwd: folder, configFileMode: 0o600 })
  let current = found.config
  // What was kept of it beside it is kept once.
  if (found.notices.length > 0) update((all) => all)

  function update(change: (config: Config) => Config): void {
    const next = change(current)
    try {
      store.store = next
    } catch (error) {
      throw fileError(error, join(folder, configName))
    }
    current = next
  }

  return { config: { get: () => current, update }, notices: found.notices }
}
