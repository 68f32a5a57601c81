import type { Handlers } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { Settings, Workspace } from '#shared/settings'
import type { ConfigStore } from './ports'

/** The user's settings and what each profile remembers of the window. */
export function createPreferences(config: ConfigStore): Pick<Handlers, 'settings' | 'workspaces'> {
  const { settings, profiles } = config.get()
  const startedWith = settings.currentProfile ?? profiles[0]?.id

  /**
   * The app starts with the last profile's last search; any other profile begins with its default
   * view, where it has one, and so does one that was never opened.
   */
  function workspaceOf(profileId: string): Workspace {
    const { workspaces, views, defaultViews } = config.get()
    const remembered = workspaces[profileId]
    const standard = views.find(({ id }) => id === defaultViews[profileId])
    if (!standard || (remembered && profileId === startedWith)) {
      return remembered ?? Workspace.parse({ parameters: initialParameters })
    }
    return Workspace.parse({ ...standard.search, activeView: standard.id })
  }

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
      get: workspaceOf,
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
