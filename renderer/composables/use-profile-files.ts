import { api } from '../api'
import { i18n } from '../locales'
import { failShown } from '../shown'
import { useApp } from '../stores/app'
import { useLog } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { countText, numberText } from '../components/text'
import { asAppError } from './use-search'

/** Profiles written to a file and read from one. */
export function useProfileFiles() {
  const app = useApp()
  const log = useLog()
  const profiles = useProfiles()
  const { t } = i18n.global

  /** @returns whether it worked; a failure is shown over the log */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action()
      return true
    } catch (cause) {
      if (log.current) failShown(log.current, asAppError(cause))
      else app.sayFailure(cause)
      return false
    }
  }

  async function exportFile(): Promise<void> {
    const written = await api.profiles.exportFile()
    if (written) app.say(countText(t, 'profile.exported', written.profiles, { path: written.path }))
  }

  async function importFile(): Promise<void> {
    const read = await api.profiles.importFile()
    await profiles.load()
    if (read)
      app.say(countText(t, 'profile.imported', read.added, { skipped: numberText(read.skipped) }))
  }

  return { attempt, exportFile, importFile }
}
