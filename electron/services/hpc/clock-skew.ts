/** A call that took longer says too little about the clock: it is off by up to half of that, ms. */
export const longestTripMs = 60_000

/** Local clock minus the service's, ms, by profile; measured from the `Date` of its answers. */
export function createSkewMeter() {
  const skews = new Map<string, number>()

  /**
   * Null where the answer does not tell; what is known then stays.
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
    const skew = Math.round((sentAt + receivedAt) / 2 - serviceMs)
    skews.set(profileId, skew)
    return skew
  }

  return { measure, skew: (profileId: string) => skews.get(profileId) ?? null }
}

/** Below this the clock is right, as far as a header in whole seconds can tell, ms. */
export const skewToleranceMs = 5_000
