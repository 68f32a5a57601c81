const selector = [
  'a[href]',
  'button:not(:disabled)',
  'input:not(:disabled)',
  'select:not(:disabled)',
  'textarea:not(:disabled)',
  'summary',
  '[tabindex]:not([tabindex="-1"])'
].join(',')

/** Whether an element could have the focus now. */
export function canFocus(element: HTMLElement): boolean {
  return element.isConnected && element.matches(selector) && element.checkVisibility()
}

/** What Tab reaches inside an element, in its order. */
export function focusableIn(parent: HTMLElement): HTMLElement[] {
  return [...parent.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    return element.tabIndex >= 0 && element.checkVisibility()
  })
}

/** An arrow key goes from one line of a list to the next, and around its ends; from elsewhere it goes nowhere. */
export function stepAlong(event: KeyboardEvent, lines: string): void {
  const { currentTarget: list, key } = event
  if (!(list instanceof HTMLElement)) return
  const all = [...list.querySelectorAll<HTMLElement>(lines)]
  const at = all.findIndex((line) => line === document.activeElement)
  if (at < 0) return
  event.preventDefault()
  all[(at + (key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]?.focus()
}
