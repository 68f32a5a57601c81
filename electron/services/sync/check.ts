import type { VerifyReport } from '#shared/sync'
import { cancelled } from '../cancelled'
import type { Line, Turn } from './line'
import { verify, type VerifyDeps } from './verify'

interface Deps extends Omit<VerifyDeps, 'progress' | 'asker'> {
  changed: () => void
  line: Line
  /** The look for new rows under way. */
  look: () => Turn | null
  /** Ends all work. */
  closing: AbortSignal
}

/** Re-counts of a profile, one at a time and none beside a look for new rows. */
export function createCheck(deps: Deps) {
  const { changed, line, look, closing } = deps
  let current: (Turn & { done: number; total: number }) | null = null

  /** @throws AppError `aborted`, and those of `verify` */
  async function run(caller: AbortSignal): Promise<VerifyReport> {
    const signal = AbortSignal.any([caller, closing])
    const { report } = await line.stand(
      () => current ?? look(),
      () => begin(signal),
      signal
    )
    return report
  }

  function begin(caller: AbortSignal): { report: Promise<VerifyReport> } {
    const stop = new AbortController()
    const cancel = () => stop.abort(cancelled())
    caller.addEventListener('abort', cancel, { once: true })
    const report = Promise.resolve()
      .then(() => verify({ ...deps, asker: 'user', progress }, stop.signal))
      .finally(() => {
        caller.removeEventListener('abort', cancel)
        current = null
        changed()
      })
    const ended = report.then(noResult, noResult)
    const mine = { stop, asker: 'user' as const, done: 0, total: 0, ended }
    current = mine
    changed()
    return { report }

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
