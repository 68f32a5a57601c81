/** A call that took longer says too little about the clock: it is off by up to half of that, ms. */
export const longestTripMs = 60_000

/** Beside that: a header in whole seconds, and the time it takes to write one, ms. */
const headerErrorMs = 1000

/** Local clock minus the service's, ms, by profile; measured from the `Date` of its answers. */
export function createSkewMeter() {
  const skews = new Map<string, number>()

  /**
   * Null where the answer does not tell; what is known then stays, as it does where the answer allows it:
   * the service may have written the date at any moment of the call. Nothing known is taken for a right clock.
   * @param sentAt,receivedAt local times of the call, ms
   * @param date the `Date` header; whole seconds, so half a second is added
   */
  function measure(
    profileId: string,
    { sentAt, receivedAt, date }: { sentAt: number; receivedAt: number; date: string | null }
  ): number | null {
    const serviceMs = date === null ? Number.NaN : Date.parse(date) + 500
    if (Number.isNaN(serviceMs)) return null
    // Backwards or for an hour: meanwhile the clock was set, or the machine slept.
    const tripMs = receivedAt - sentAt
    if (tripMs < 0 || tripMs > longestTripMs) return null
    const measured = Math.round((sentAt + receivedAt) / 2 - serviceMs)
    const known = skews.get(profileId) ?? 0
    const isAllowed = Math.abs(measured - known) <= tripMs / 2 + headerErrorMs
    const skew = isAllowed ? known : measured
    skews.set(profileId, skew)
    return skew
  }

  return { measure, skew: (profileId: string) => skews.get(profileId) ?? null }
}

/** Below this the clock is right, as far as a header in whole seconds can tell, ms. */
export const skewToleranceMs = 5_000
