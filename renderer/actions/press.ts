/** Longest wait for a control whose dialog or menu is being loaded, ms. */
const patienceMs = 5000

function find(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}

export function byId(testId: string): string {
  return `[data-testid="${testId}"]`
}

/**
 * Presses the control itself, so that key, palette and mouse do the very same. What opens it may be on
 * its way: it is waited for.
 */
export function press(selector: string): void {
  whenThere(selector, (control) => control.click())
}

/** Presses a control that is there; one that is disabled says why, by its title. */
export function pressOrSay(selector: string, say: (text: string) => void): void {
  const control = find(selector)
  if (control?.matches(':disabled')) say(control.title)
  else control?.click()
}

export function focusOn(selector: string): void {
  whenThere(selector, (control) => control.focus())
}

/** Opens a menu or a panel and puts the focus into it. */
export function openPanel(button: string, panel: string): void {
  if (!find(panel)) press(button)
  focusOn(`${panel} :is(input, select, button, a):enabled`)
}

function whenThere(selector: string, act: (control: HTMLElement) => void): void {
  const control = find(selector)
  if (control) {
    act(control)
    return
  }
  const watcher = new MutationObserver(() => {
    const late = find(selector)
    if (!late) return
    stop()
    // What has just been put in place may still be moved or focused by its maker.
    requestAnimationFrame(() => act(late))
  })
  const timer = setTimeout(() => stop(), patienceMs)
  function stop(): void {
    clearTimeout(timer)
    watcher.disconnect()
  }
  watcher.observe(document.body, { childList: true, subtree: true, attributes: true })
}
