import { onMounted, onUnmounted } from 'vue'

interface Shortcuts {
  search: () => void
  refresh: () => void
  export: () => void
  /** Place in the list, from 0. */
  profile: (index: number) => void
  /** All profiles merged. */
  allZones: () => void
  /** To the row so many below the opened one. */
  step: (by: number) => void
  /** Folds the detail pane away, or brings it back. */
  detail: () => void
  escape: () => void
}

/** Keys of the whole window. Esc is left to an open dialog, which closes itself. */
export function useShortcuts(actions: Shortcuts): void {
  function press(event: KeyboardEvent): void {
    const action = actionOf(event)
    if (!action) return
    event.preventDefault()
    action()
  }

  function actionOf(event: KeyboardEvent): (() => void) | null {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (ctrlKey || metaKey) {
      if (key === 'r' || key === 'R') return actions.refresh
      if (key === 'e' || key === 'E') return actions.export
      if (key === 'i' || key === 'I') return actions.detail
      if (key === '0') return actions.allZones
      return /^[1-9]$/.test(key) ? () => actions.profile(Number(key) - 1) : null
    }
    // In a list of choices these keys open and close it.
    if (altKey && !isField(target)) {
      if (key === 'ArrowUp') return () => actions.step(-1)
      if (key === 'ArrowDown') return () => actions.step(1)
    }
    if (key === 'F5') return actions.refresh
    if (key === 'Escape') return actions.escape
    return key === '/' && !isField(target) ? actions.search : null
  }

  onMounted(() => window.addEventListener('keydown', press))
  onUnmounted(() => window.removeEventListener('keydown', press))
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
