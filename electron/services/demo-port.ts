import type { StoredProfile } from '#shared/profile'

/** The built-in demo zone: a profile, and a server that runs from its first use on. */
export interface Demo {
  readonly profile: StoredProfile
  secretKey: string
  /** Starts the server if need be. */
  endpoint: () => Promise<string>
  stop: () => Promise<void>
}
