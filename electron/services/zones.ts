import { AppError } from '#shared/errors'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import type { ConnectionReport, ProfileDraft, StoredProfile } from '#shared/profile'
import { unlessCancelled } from './cancelled'
import { contactAfter, type Contact } from './connection'
import type { Demo } from './demo-port'
import type { HpcClient } from './hpc/client'
import { quotaIdOf } from './hpc/quota'
import type { ConfigStore } from './ports'
import { refuseEndpoint } from './profiles'
import type { Secrets } from './secrets'

interface Deps {
  config: ConfigStore
  secrets: Secrets
  hpc: HpcClient
  demo: Demo
  locked: boolean
  /** A profile's zone answered a call, or did not; whoever made it. */
  heard?: (profileId: string, contact: Contact) => void
}

/** Signed calls by profile id: looks up endpoint and secret, so that nobody else has to. */
export function createZones({ config, secrets, hpc, demo, locked, heard }: Deps) {
  /** @throws AppError `profile-unknown` */
  function find(id: string): StoredProfile {
    const profile = config.get().profiles.find((candidate) => candidate.id === id)
    if (!profile) throw new AppError('profile-unknown', 'There is no such profile.')
    return profile
  }

  /** Also of a profile that was removed while its last call was under way: nothing was counted for it. */
  function quotaId(id: string): string {
    const profile = config.get().profiles.find((candidate) => candidate.id === id)
    return profile ? quotaIdOf(profile) : id
  }

  async function secretOf(profile: StoredProfile): Promise<string> {
    return profile.kind === 'demo' ? demo.secretKey : secrets.get(profile.id)
  }

  async function fetchPage(id: string, parameters: OperationParameters, signal: AbortSignal) {
    const profile = find(id)
    const endpoint = profile.kind === 'demo' ? await demo.endpoint() : profile.endpoint
    // Settings may have been written by another runtime, so the lock is checked at each use.
    refuseEndpoint(endpoint, locked)
    // The keychain may be asking the user, for minutes: nobody who quits or gives up has to answer first.
    const secret = await unlessCancelled(secretOf(profile), signal)
    const { zone, accessKeyId } = profile
    const call = hpc.operation({
      profileId: id,
      quotaId: quotaIdOf(profile),
      endpoint,
      zone,
      accessKeyId,
      secret,
      parameters,
      signal
    })
    try {
      const answer = await call
      heard?.(id, 'live')
      return answer
    } catch (error) {
      const contact = contactAfter(error)
      if (contact) heard?.(id, contact)
      throw error
    }
  }

  /** Does what the first call of a profile would wait for; a failure is that call's to report. */
  async function prepare(id: string): Promise<void> {
    const profile = find(id)
    await Promise.all([secretOf(profile), profile.kind === 'demo' ? demo.endpoint() : null])
  }

  /** One signed call with the draft's own values; an empty secret means the one that is stored. */
  async function test(draft: ProfileDraft, signal: AbortSignal): Promise<ConnectionReport> {
    const stored = config.get().profiles.find(({ id }) => id === draft.id)
    const isDemo = stored?.kind === 'demo'
    if (!draft.secretKey && !stored) {
      throw new AppError('invalid-input', 'The test needs the secret key.', {
        detail: { field: 'secretKey', rule: 'required' }
      })
    }
    const { total, roundTripMs, skewMs } = await hpc.operation({
      profileId: draft.id ?? 'draft',
      quotaId: quotaIdOf(isDemo ? stored : draft),
      endpoint: isDemo ? await demo.endpoint() : draft.endpoint,
      zone: draft.zone,
      accessKeyId: draft.accessKeyId,
      secret: draft.secretKey || (stored ? await secretOf(stored) : ''),
      parameters: { ...initialParameters, limit: 1 },
      signal
    })
    return { total, roundTripMs, skewMs }
  }

  return {
    ids: () => config.get().profiles.map(({ id }) => id),
    /** Whether there is such a profile, still: it may be removed while its call is under way. */
    has: (id: string) => config.get().profiles.some((profile) => profile.id === id),
    find,
    secretOf,
    prepare,
    fetchPage,
    test,
    quota: (id: string) => hpc.quota(quotaId(id)),
    quotaFreeAt: (id: string, keep: number) => hpc.quotaFreeAt(quotaId(id), keep),
    skew: hpc.skew
  }
}

export type Zones = ReturnType<typeof createZones>
