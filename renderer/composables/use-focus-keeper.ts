import { onMounted, onUnmounted } from 'vue'
import { canFocus } from '../components/focusable'

const remembered = 12

/**
 * The focus is never lost: when what has it goes away or is switched off, the last place it was at
 * gets it back, else the log. A click on nothing in particular is left alone.
 */
export function useFocusKeeper(): void {
  let trail: HTMLElement[] = []

  function enter({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return
    trail = [target, ...trail.filter((other) => other !== target && other.isConnected)]
    trail.length = Math.min(trail.length, remembered)
  }

  function leave({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return
    // Whether it is gone is known once the page has been changed.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body || canFocus(target)) return
      const log = document.querySelector<HTMLElement>('[data-testid="log-table"]')
      const next = trail.find(canFocus) ?? log
      next?.focus({ preventScroll: true })
    })
  }

  onMounted(() => {
    document.addEventListener('focusin', enter)
    document.addEventListener('focusout', leave)
  })
  onUnmounted(() => {
    document.removeEventListener('focusin', enter)
    document.removeEventListener('focusout', leave)
  })
}
