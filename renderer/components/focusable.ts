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
