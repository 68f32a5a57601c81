import { z } from 'zod'
import { ProfileId, StoredProfile } from '#shared/profile'
import { Config, RecentSearch, SavedView, Settings, ViewId, Workspace } from '#shared/settings'

/** What of a profile may fall back to its default: the zone it asks, and how, may not. */
const dispensable = ['colour', 'group', 'note']

/** Only what nobody can do without; the rest is looked at piece by piece. */
const Outline = z.looseObject({
  profiles: z.array(z.unknown()).default([]),
  // No list counts as one view that cannot be read.
  views: z.array(z.unknown()).default([]).catch([null])
})

export interface LenientConfig {
  config: Config
  /** A profile or a saved view could not be read, or not all of a profile. */
  lost: boolean
}

/**
 * The settings in the content of `config.json`. A value that this version does not know, of a newer one or
 * typed by hand, costs itself alone: a setting, a profile, a view, a workspace, a recent search.
 * @returns null where the content is no settings at all
 */
export function readLeniently(content: unknown): LenientConfig | null {
  const outline = Outline.safeParse(content)
  if (!outline.success) return null
  const { settings, profiles, workspaces, views, defaultViews, recent, ...others } = outline.data
  const kept = {
    profiles: profiles.flatMap((one) => readFields(StoredProfile, one, dispensable)),
    // A search without one of its conditions would be another search.
    views: views.flatMap((one) => readWhole(SavedView, one))
  }
  const config = Config.parse({
    ...others,
    ...kept,
    version: 1,
    settings: readFields(Settings, settings, Object.keys(Settings.shape))[0] ?? {},
    workspaces: readEntries(workspaces, (one) => readWhole(Workspace, one)),
    defaultViews: readEntries(defaultViews, (one) => readWhole(ViewId, one)),
    recent: readEntries(recent, (list) => [
      (Array.isArray(list) ? list : []).flatMap((one) => readWhole(RecentSearch, one))
    ])
  })
  const whole = profiles.every((one) => StoredProfile.safeParse(one).success)
  return { config, lost: !whole || kept.views.length < views.length }
}

/** The value alone, or nothing. */
function readWhole<T>(schema: z.ZodType<T>, value: unknown): T[] {
  const { success, data } = schema.safeParse(value)
  return success ? [data] : []
}

/** As `readWhole`, without those of the `optional` fields that cannot be read. */
function readFields<T>(
  schema: z.ZodType<T> & { shape: Readonly<Record<string, z.ZodType>> },
  value: unknown,
  optional: readonly string[]
): T[] {
  const fields = Object.entries(recordOf(value)).filter(
    ([name, one]) => !optional.includes(name) || schema.shape[name]?.safeParse(one).success
  )
  return readWhole(schema, Object.fromEntries(fields))
}

/** What can be read of a record by profile. */
function readEntries<T>(value: unknown, read: (one: unknown) => T[]): Record<string, T> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([id, one]) =>
      ProfileId.safeParse(id).success ? read(one).map((found) => [id, found] as const) : []
    )
  )
}

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
