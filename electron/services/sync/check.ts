import type { VerifyReport } from '#shared/sync'
import type { Task } from './task'
import { verify, type VerifyDeps } from './verify'

interface Deps extends Omit<VerifyDeps, 'progress'> {
  changed: () => void
  /** What has to end before one begins. */
  before: () => Promise<unknown> | undefined
}

/** Re-counts of a profile, one at a time and none beside a look for new rows. */
export function createCheck(deps: Deps) {
  const { changed, before } = deps
  let current: (Task & { done: number; total: number }) | null = null

  async function run(caller: AbortSignal): Promise<VerifyReport> {
    for (let other = current?.ended ?? before(); other; other = current?.ended ?? before())
      await other
    const stop = new AbortController()
    const cancel = () => stop.abort()
    caller.addEventListener('abort', cancel, { once: true })
    const report = Promise.resolve().then(() => verify({ ...deps, progress }, stop.signal))
    const mine = { stop, done: 0, total: 0, ended: report.then(noResult, noResult) }
    current = mine
    changed()
    try {
      return await report
    } finally {
      caller.removeEventListener('abort', cancel)
      current = null
      changed()
    }

    function progress(done: number, total: number): void {
      Object.assign(mine, { done, total })
      changed()
    }
  }

  return { run, current: () => current }
}

function noResult(): void {
  // Whoever waits for the end wants neither the report nor its failure.
}
