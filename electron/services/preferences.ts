import type { Handlers } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { Settings, Workspace } from '#shared/settings'
import type { ConfigStore } from './ports'

/** The user's settings and what each profile remembers of the window. */
export function createPreferences(config: ConfigStore): Pick<Handlers, 'settings' | 'workspaces'> {
  return {
    settings: {
      get: () => config.get().settings,
      set: (patch) => {
        config.update((all) => ({
          ...all,
          settings: Settings.parse({ ...all.settings, ...patch })
        }))
        return config.get().settings
      }
    },
    workspaces: {
      get: (profileId) =>
        config.get().workspaces[profileId] ?? Workspace.parse({ parameters: initialParameters }),
      set: ({ profileId, workspace }) =>
        config.update((all) => {
          // A late save of a deleted profile must not bring its filters back.
          const known = profileId === allZones || all.profiles.some(({ id }) => id === profileId)
          if (!known) return all
          return { ...all, workspaces: { ...all.workspaces, [profileId]: workspace } }
        })
    }
  }
}
