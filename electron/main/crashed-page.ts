import type { WebContents } from 'electron'
import { atMost } from '../services/at-most'
import type { Log } from '../services/ports'

/** Loads the page anew after its process has gone: a crash, or the system took its memory. */
export function reloadCrashed(page: WebContents, log: Log): void {
  // One that always crashes would do nothing else.
  const mayReload = atMost(3, 60_000)
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    const reload = mayReload(Date.now())
    log.error('the page’s process has gone', { reason, exitCode, reload })
    if (reload) page.reload()
  })
}
