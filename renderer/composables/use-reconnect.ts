import { onUnmounted, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { isPassing, isUnreachable } from '#shared/errors'
import { useApp } from '../stores/app'
import { useLog, type Session } from '../stores/log'
import { useProfiles } from '../stores/profiles'

const retryMs = 15_000

/** While Live shows what is held, or nothing as the zone is away, tries the zone again and refreshes once it answers. */
export function useReconnect(): void {
  const app = useApp()
  const log = useLog()
  const profiles = useProfiles()
  const { t } = useI18n()
  /** A zone that keeps silent must not hold up that of another profile. */
  const trying = new WeakSet<Session>()

  function isOffline(session: Session | null): session is Session {
    if (!session || session.view !== 'live') return false
    const { page, status, error } = session.search.state
    if (status === 'failed') return isUnreachable(error)
    return status === 'ready' && page !== null && page.source !== 'live'
  }

  /** What only the user can mend is not asked again, nor is a quota before it has room. */
  function isAwaited({ search }: Session): boolean {
    const { refused } = search.state
    return !refused || (isPassing(refused) && (refused.detail.resumesAt ?? 0) <= Date.now())
  }

  function retryAwaited(): void {
    if (log.current && isAwaited(log.current)) void retry()
  }

  async function retry(): Promise<void> {
    const session = log.current
    if (!isOffline(session) || trying.has(session)) return
    trying.add(session)
    const answered = await log
      .refresh(session, { silent: true, from: 'live' })
      .finally(() => trying.delete(session))
    if (answered && log.current === session && !isOffline(session)) app.say(t('offline.back'))
  }

  const timer = setInterval(retryAwaited, retryMs)
  window.addEventListener('online', retryAwaited)
  watch(
    () => profiles.current && profiles.connections[profiles.current.id]?.state,
    (state) => state === 'live' && void retry()
  )
  onUnmounted(() => {
    clearInterval(timer)
    window.removeEventListener('online', retryAwaited)
  })
}
