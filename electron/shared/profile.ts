import { z } from 'zod'

export const profileColours = ['green', 'violet', 'amber', 'slate', 'blue', 'red'] as const

/** Zone ids the vendor's pages name. Suggestions only: a zone is free text. */
export const suggestedZones = ['jn1a', 'jinan1a', 'jinan1', 'pek3a', 'pek3', 'sh1a', 'gd2', 'ap2a']

export const defaultEndpoint = 'https://hpc-api.qingcloud.com/api'

const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether an endpoint is on this machine, the only place where plain http is allowed. */
export function isLoopback(endpoint: string): boolean {
  return URL.canParse(endpoint) && loopbackHosts.test(new URL(endpoint).hostname)
}

function endpointRule(endpoint: string): string | null {
  if (!URL.canParse(endpoint)) return 'endpoint-form'
  const url = new URL(endpoint)
  if (url.username || url.password || url.search || url.hash) return 'endpoint-form'
  if (url.protocol === 'https:') return null
  return url.protocol === 'http:' && isLoopback(endpoint) ? null : 'endpoint-https'
}

/** Characters. */
export const longestName = 60

const name = z.string().trim().min(1, { error: 'required' }).max(longestName, { error: 'too-long' })
const zone = z
  .string()
  .trim()
  .min(1, { error: 'required' })
  .max(40, { error: 'too-long' })
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'zone-form' })
const endpoint = z
  .string()
  .trim()
  // An empty query or anchor means nothing, but would swallow the path that is appended.
  .transform((text) => text.replace(/[/?#]+$/, ''))
  .superRefine((text, context) => {
    const rule = endpointRule(text)
    if (rule) context.addIssue({ code: 'custom', message: rule })
  })
const accessKeyId = z
  .string()
  .trim()
  .min(1, { error: 'required' })
  .max(200, { error: 'too-long' })
  .regex(/^[\x21-\x7e]+$/, { error: 'key-form' })

const shared = {
  name,
  zone,
  endpoint,
  accessKeyId,
  colour: z.enum(profileColours).default('green'),
  group: z.string().trim().max(60, { error: 'too-long' }).default(''),
  note: z.string().max(2000, { error: 'too-long' }).default('')
}

export const ProfileId = z.string().regex(/^[a-z0-9-]{1,64}$/)

/** Stands for all profiles merged wherever one is named as the one on screen; never a profile's id. */
export const allZones = 'all-zones'

/** A zone profile as stored in the settings. It has no field for the secret key. */
export const StoredProfile = z.object({
  id: ProfileId,
  /** `demo`: the built-in demo zone, its endpoint filled in while its server runs. */
  kind: z.enum(['zone', 'demo']).default('zone'),
  ...shared
})
export type StoredProfile = z.infer<typeof StoredProfile>

/** Where a profile's secret key is: the OS keychain, memory of this run only, or nowhere. */
export const SecretPlace = z.enum(['keychain', 'session', 'missing', 'unknown'])
export type SecretPlace = z.infer<typeof SecretPlace>

export const Profile = StoredProfile.extend({ secret: SecretPlace })
export type Profile = z.infer<typeof Profile>

/** What a form submits. The secret key goes in here and never comes out. */
export const ProfileDraft = z.object({
  /** Absent: a new profile. */
  id: ProfileId.optional(),
  ...shared,
  /** Absent or empty: keep the one that is there. */
  secretKey: z
    .string()
    .trim()
    // 2,560 bytes is the most Windows' credential store takes, in UTF-16 half as many characters.
    .max(1200, { error: 'too-long' })
    .regex(/^[\x21-\x7e]*$/, { error: 'key-form' })
    .optional(),
  /** Keep the secret in memory until the app quits; asked for when there is no keychain. */
  sessionOnly: z.boolean().default(false)
})
export type ProfileDraft = z.infer<typeof ProfileDraft>

/** What a connection test found. */
export const ConnectionReport = z.object({
  roundTripMs: z.number(),
  /** Local clock minus the service's, ms; null where the answer had no Date. */
  skewMs: z.number().nullable(),
  /** Rows the key can see. */
  total: z.number()
})
export type ConnectionReport = z.infer<typeof ConnectionReport>
