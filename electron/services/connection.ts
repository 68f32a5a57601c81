import { AppError, isPassing, isUnreachable } from '#shared/errors'
import type { Push, Pushes } from '#shared/pushes'
import type { Clock } from './ports'
import type { Zones } from './zones'

export type Contact = Pushes['connection']['state']

interface Deps {
  zones: Pick<Zones, 'skew' | 'quota'>
  push: Push
  now: Clock
}

/** What was told of a profile last: its state, and what its calls had used by then. */
interface Told {
  state: Contact
  usage: string
}

/**
 * A quota that was used is told this long after a search, ms: scrolling makes many calls, and the
 * window paints for each it hears of.
 */
const restMs = 250

/** What a call that failed says of its zone; null: nothing. */
export function contactAfter(error: unknown): Contact | null {
  if (isUnreachable(error)) return 'unreachable'
  // Without the service's own code it may have been anybody who answered.
  if (!(error instanceof AppError) || error.detail.retCode === undefined) return null
  // It takes calls, only not that one.
  return error.code === 'service-refused' && !isPassing(error) ? 'live' : 'refusing'
}

/** Tells the window how each zone is reached. */
export function createConnections({ zones, push, now }: Deps) {
  const told = new Map<string, Told>()
  const due = new Set<string>()

  function usageOf(profileId: string) {
    return { skewMs: zones.skew(profileId), quota: zones.quota(profileId) }
  }

  function tell(profileId: string, state: Contact): void {
    const usage = usageOf(profileId)
    told.set(profileId, { state, usage: JSON.stringify(usage) })
    push('connection', { profileId, state, at: now(), ...usage })
  }

  function tellUsage(profileId: string): void {
    due.delete(profileId)
    const last = told.get(profileId)
    if (last && last.usage !== JSON.stringify(usageOf(profileId))) tell(profileId, last.state)
  }

  return {
    /** A call of anybody's came through or did not; only a change is told, at once. */
    heard: (profileId: string, state: Contact): void => {
      if (told.get(profileId)?.state !== state) tell(profileId, state)
    },
    /** The page was loaded anew, and knows of none. */
    tellAgain: (): void => {
      for (const [profileId, { state }] of [...told]) tell(profileId, state)
    },
    /** A search was made: of its quota nothing else tells, as the sync does of its own. */
    searched: (profileId: string): void => {
      if (due.has(profileId)) return
      due.add(profileId)
      setTimeout(() => tellUsage(profileId), restMs).unref()
    }
  }
}

export type Connections = ReturnType<typeof createConnections>
