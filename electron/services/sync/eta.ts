/** What is left to do and what may be done. */
export interface Workload {
  /** ms since the epoch. */
  now: number
  /** Calls still to make. */
  calls: number
  /** Calls made per ms while nothing holds them up. */
  perMs: number
  /** Calls of the running quota window, and how many automatic work may make in one. */
  used: number
  allowed: number
  windowMs: number
  /** When the next calls leave the window, where it is used up; ms since the epoch. */
  freeAt: number | null
}

/**
 * When the calls will have been made, pauses for the quota included, ms since the epoch. Calls come
 * in bursts: as many as the window has room for, then a pause until the first of them leave it.
 */
export function endsAt({ now, calls, perMs, used, allowed, windowMs, freeAt }: Workload): number {
  const room = Math.max(0, allowed - used)
  if (calls <= room) return now + calls / perMs
  const burst = Math.max(1, allowed)
  const cycleMs = Math.max(windowMs, burst / perMs)
  const rest = calls - room
  // The first pause lasts until what was made before leaves the window, unless it lasts longer to use it up.
  const resumes = Math.max(now + room / perMs, freeAt ?? now + windowMs)
  const cycles = Math.ceil(rest / burst) - 1
  return resumes + cycles * cycleMs + (rest - cycles * burst) / perMs
}
