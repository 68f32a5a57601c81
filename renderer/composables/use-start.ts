import { watch } from 'vue'
import { showFirstRows } from '../first-rows'
import { setLocale } from '../locales'
import { useApp } from '../stores/app'
import { useExports } from '../stores/exports'
import { useLog } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { useSettings } from '../stores/settings'
import { useLinks } from '../stores/links'
import { useSync } from '../stores/sync'
import { useUpdates } from '../stores/updates'
import { useViews } from '../stores/views'
import { applyTokens } from '../theme'
import { useWindowTitle } from './use-window-title'

/** Loads what the first frame needs, then keeps page, language and log in step with the stores. */
export function useStart() {
  const app = useApp()
  const settings = useSettings()
  const profiles = useProfiles()
  const exporting = useExports()
  const log = useLog()
  const sync = useSync()
  const views = useViews()
  const links = useLinks()
  const updates = useUpdates()

  async function load(): Promise<void> {
    profiles.watchConnections()
    exporting.watchProgress()
    sync.watchProgress()
    await Promise.all([app.load(), settings.load(), profiles.load()])
    // A failure here comes again when the log is shown, and is shown with it.
    if (profiles.shownId) await log.open(profiles.shownId).catch(() => undefined)
    watch(() => settings.locale, setLocale, { immediate: true })
    watch(
      () => settings.appearance,
      (appearance) => applyTokens(document.documentElement, appearance),
      { immediate: true }
    )
    watch(
      () => settings.values.density,
      (density) => (document.documentElement.dataset['density'] = density),
      { immediate: true }
    )
    useWindowTitle()
  }

  function run(): void {
    watch(
      () => profiles.shownId,
      (id) => {
        const rows = id ? log.show(id) : Promise.resolve()
        void rows.finally(showFirstRows)
      },
      { immediate: true }
    )
    views.watchSearches()
    void views.load().catch(() => undefined)
    links.watchLinks()
    void updates.watchState()
  }

  return { load, run }
}
