import {
  defaultEndpoint,
  profileColours,
  ProfileDraft,
  type Profile,
  type ProfileDraft as Draft
} from '#shared/profile'

/** What stands in the form; every text is there, empty or not. */
export interface ProfileValues {
  id?: string
  name: string
  zone: string
  endpoint: string
  accessKeyId: string
  secretKey: string
  colour: Profile['colour']
  group: string
  note: string
  sessionOnly: boolean
}

/** Field -> key under `rules` in the locales. */
export type ProfileIssues = Partial<Record<string, string>>

/** @param others the profiles there are: a new one gets a colour that none of them has, while there is one */
export function profileValues(
  profile: Profile | null,
  others: readonly Pick<Profile, 'colour'>[] = []
): ProfileValues {
  const { id, name = '', zone = '', endpoint = defaultEndpoint, accessKeyId = '' } = profile ?? {}
  const taken = new Set(others.map(({ colour }) => colour))
  const free = profileColours.find((colour) => !taken.has(colour)) ?? 'green'
  const { colour = free, group = '', note = '' } = profile ?? {}
  return {
    ...(id === undefined ? {} : { id }),
    name,
    zone,
    endpoint,
    accessKeyId,
    secretKey: '',
    colour,
    group,
    note,
    sessionOnly: profile?.secret === 'session'
  }
}

/** Checks the form by the schema that the main process uses too. */
export function readProfile(
  values: ProfileValues
): { ok: true; draft: Draft } | { ok: false; issues: ProfileIssues } {
  const parsed = ProfileDraft.safeParse(values)
  const issues: ProfileIssues = {}
  for (const { path, message } of parsed.error?.issues ?? []) issues[String(path[0])] ??= message
  if (values.id === undefined && values.secretKey.trim() === '') issues.secretKey = 'required'
  if (parsed.success && Object.keys(issues).length === 0) return { ok: true, draft: parsed.data }
  return { ok: false, issues }
}
