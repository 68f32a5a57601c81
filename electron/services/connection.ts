import type { Push, Pushes } from '#shared/pushes'
import type { Clock } from './ports'
import type { Zones } from './zones'

type State = Pushes['connection']['state']

interface Deps {
  zones: Pick<Zones, 'skew' | 'quota'>
  push: Push
  now: Clock
}

/**
 * A state that stays as it was is told this long after a call, ms: scrolling makes many calls, and the
 * window paints for each it hears of.
 */
const restMs = 250

/** Tells the window how each zone is reached; a change at once. */
export function createConnections({ zones, push, now }: Deps) {
  const told = new Map<string, State>()
  const due = new Set<string>()

  function tell(profileId: string): void {
    due.delete(profileId)
    const state = told.get(profileId)
    if (!state) return
    const skewMs = zones.skew(profileId)
    push('connection', { profileId, state, at: now(), skewMs, quota: zones.quota(profileId) })
  }

  return {
    announce: (profileId: string, state: State): void => {
      const changed = told.get(profileId) !== state
      told.set(profileId, state)
      if (changed) return tell(profileId)
      if (due.has(profileId)) return
      due.add(profileId)
      setTimeout(() => tell(profileId), restMs).unref()
    }
  }
}
