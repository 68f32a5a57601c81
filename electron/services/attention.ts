import type { NewRows } from '#shared/sync'

/**
 * Failed operations that came in while nobody looked at the window.
 * @param changed told how many there are now
 */
export function createAttention(changed: (unseen: number) => void) {
  const unseen = new Map<string, Set<string>>()
  let looking = false

  function count(): number {
    return [...unseen.values()].reduce((sum, { size }) => sum + size, 0)
  }

  function report({ profileId, failed }: Pick<NewRows, 'profileId' | 'failed'>): void {
    if (looking || failed.length === 0) return
    unseen.set(profileId, new Set([...(unseen.get(profileId) ?? []), ...failed]))
    changed(count())
  }

  /** The window came to the front, or left it. */
  function look(now: boolean): void {
    looking = now
    if (!now || unseen.size === 0) return
    unseen.clear()
    changed(0)
  }

  return { report, look, count }
}
