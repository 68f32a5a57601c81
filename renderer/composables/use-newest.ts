import { onUnmounted, shallowRef, watch, type ShallowRef } from 'vue'
import { isAborted } from '#shared/bridge'
import { contentOf } from '../question'

/**
 * The answer to the question asked last. A changed question is asked at once, and its predecessor
 * cancelled; `again` asks the same once more, at most every `everyMs`. An answer stays until the next.
 */
export function useNewest<Q, A>(
  question: () => Q | null,
  ask: (question: Q, options: { signal: AbortSignal }) => Promise<A>,
  { again, everyMs = 1000 }: { again?: () => unknown; everyMs?: number } = {}
): { answer: ShallowRef<A | null>; failed: ShallowRef<boolean>; retry: () => void } {
  const answer = shallowRef<A | null>(null)
  const failed = shallowRef(false)
  let running = new AbortController()
  let waiting: ReturnType<typeof setTimeout> | undefined
  let askedAt = -Infinity
  let content: string | null = null

  async function fetch(): Promise<void> {
    const asked = question()
    running.abort()
    clearTimeout(waiting)
    waiting = undefined
    if (asked === null) {
      answer.value = null
      return
    }
    const { signal } = (running = new AbortController())
    askedAt = performance.now()
    try {
      const fresh = await ask(asked, { signal })
      if (signal.aborted) return
      answer.value = fresh
      failed.value = false
    } catch (error) {
      if (signal.aborted || isAborted(error)) return
      // What is on screen would be the answer to another question.
      answer.value = null
      failed.value = true
    }
  }

  function fetchSoon(): void {
    waiting ??= setTimeout(() => void fetch(), Math.max(0, askedAt + everyMs - performance.now()))
  }

  // Objects are made anew at each look; only another content is another question.
  watch(
    () => JSON.stringify(question()),
    () => {
      const before = content
      content = contentOf(question())
      if (content === before) fetchSoon()
      else void fetch()
    },
    { immediate: true }
  )
  if (again) watch(again, fetchSoon)
  onUnmounted(() => {
    running.abort()
    clearTimeout(waiting)
  })
  return { answer, failed, retry: () => void fetch() }
}
