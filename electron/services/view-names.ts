import type { Config, SavedView } from '#shared/settings'
import { freeName } from './free-name'

/** Names that stand in one menu with a view of this profile; null: of all profiles. */
export function namesBeside(profileId: string | null, views: readonly SavedView[]): Set<string> {
  const beside = views.filter(
    (view) => profileId === null || view.profileId === null || view.profileId === profileId
  )
  return new Set(beside.map(({ name }) => name))
}

/** The name, or `name (2)` where it is taken. */
export function nameBeside(
  name: string,
  profileId: string | null,
  views: readonly SavedView[]
): string {
  const taken = namesBeside(profileId, views)
  return taken.has(name) ? freeName(name, taken) : name
}

/** The settings once a profile is gone: views of its own are kept, for all profiles from now on. */
export function withoutViewsOf(profileId: string, config: Config): Config {
  const { [profileId]: _default, ...defaultViews } = config.defaultViews
  const { [profileId]: _recent, ...recent } = config.recent
  const kept = config.views.filter((view) => view.profileId !== profileId)
  const views = config.views.map((view) => {
    if (view.profileId !== profileId) return view
    const name = nameBeside(view.name, null, kept)
    kept.push({ ...view, name, profileId: null })
    return { ...view, name, profileId: null }
  })
  return { ...config, views, defaultViews, recent }
}
