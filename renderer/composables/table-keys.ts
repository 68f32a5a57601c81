/** How many rows a key moves the cursor; null: it does not move it. */
export function stepOf(key: string, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return page
    case 'PageUp':
      return -page
    case 'Home':
      return -Infinity
    case 'End':
      return Infinity
    default:
      return null
  }
}

/** Ctrl or Cmd with C, unless the reader marked some text with the mouse. */
export function isCopy({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey || !(ctrlKey || metaKey) || key.toLowerCase() !== 'c') return false
  return shiftKey || (window.getSelection()?.isCollapsed ?? true)
}

/** Brings a cell into sight sideways, beside the columns that stay. @param pinned their width, px */
export function scrollToCell(scroller: HTMLElement, cell: HTMLElement, pinned: number): void {
  if (getComputedStyle(cell).position === 'sticky') return
  const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth]
  if (left < scroller.scrollLeft + pinned) scroller.scrollLeft = left - pinned
  else if (right > scroller.scrollLeft + scroller.clientWidth) {
    scroller.scrollLeft = right - scroller.clientWidth
  }
}
