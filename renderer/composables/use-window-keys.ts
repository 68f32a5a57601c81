import { onMounted, onUnmounted } from 'vue'
import { comboOf, isField, isOfFields, isOfSelect } from '../actions/keys'
import { useActions } from '../actions/registry'
import { useApp } from '../stores/app'
import { useHistory } from '../stores/history'

/**
 * Keys of the whole window and the two side buttons of a mouse. A field keeps what it does with a key
 * itself, a dialog keeps all of them.
 */
export function useWindowKeys(): void {
  const actions = useActions()
  const app = useApp()
  const history = useHistory()

  /** Combinations come first, so that the table's own keys do not take their last part. */
  function pressFirst(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key)) press(event)
  }

  /** Plain keys come last: a menu or an editor closes itself with Esc. */
  function pressLast(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented) press(event)
  }

  function press(event: KeyboardEvent): void {
    const combo = comboOf(event, app.mac)
    const action = combo === null ? undefined : actions.byCombo.get(combo)
    if (!combo || !action) return
    if (!actions.isOpen(action)) return
    if (keepsKey(event.target, combo) || isOfSelect(event.target, combo)) return
    if (isField(event.target) && isOfFields(combo, app.mac)) return
    // Esc means many things; only what it does is worth a word.
    if (combo === 'Escape' && action.off?.()) return
    event.preventDefault()
    if (combo !== 'Escape') event.stopPropagation()
    if (!event.repeat || action.repeats) actions.run(action)
  }

  function pressMouse(event: MouseEvent): void {
    const id = event.button === 3 ? 'back' : event.button === 4 ? 'forward' : ''
    const action = actions.byId.get(id)
    if (!action || !actions.isOpen(action)) return
    event.preventDefault()
    void (id === 'back' ? history.back() : history.forward())
  }

  onMounted(() => {
    window.addEventListener('keydown', pressFirst, true)
    window.addEventListener('keydown', pressLast)
    window.addEventListener('mouseup', pressMouse)
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', pressFirst, true)
    window.removeEventListener('keydown', pressLast)
    window.removeEventListener('mouseup', pressMouse)
  })
}

/** Some controls have a use of their own for a combination, and say so in `data-keys`. */
function keepsKey(target: EventTarget | null, combo: string): boolean {
  const keys = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-keys]') : null
  return keys?.dataset['keys']?.split(' ').includes(combo) ?? false
}
