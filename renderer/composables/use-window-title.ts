import { watch } from 'vue'
import { i18n } from '../locales'
import { useProfiles } from '../stores/profiles'

/** The window bears the name of what it shows. */
export function useWindowTitle(): void {
  const profiles = useProfiles()
  const { t } = i18n.global
  watch(
    () => (profiles.merged ? t('allZones.name') : profiles.current?.name),
    (name) => (document.title = name ? `${name} – Oplog` : 'Oplog'),
    { immediate: true }
  )
}
