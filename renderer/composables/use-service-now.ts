import { computed, type ComputedRef } from 'vue'
import { useLog, type Session } from '../stores/log'
import { useNow } from './use-now'

/** The time by the service's clock, which the rows' times are of, ms, brought up to date every ten seconds. */
export function useServiceNow(session: () => Session): ComputedRef<number> {
  const log = useLog()
  const now = useNow()
  return computed(() => log.serviceTime(session(), now.value))
}
