import { onUnmounted, ref, type Ref } from 'vue'

const everyMs = 10_000

/** The time, ms, brought up to date every ten seconds. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), everyMs)
  onUnmounted(() => clearInterval(timer))
  return now
}
