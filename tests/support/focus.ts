import { expect, type Page } from 'playwright/test'

export interface Focused {
  /** `data-testid` of the element, or of the nearest one around it. */
  id: string
  tag: string
  /** It has a ring, or a line of its own, that it has not without the focus. */
  marked: boolean
  /** No list or panel that scrolls cuts the ring off. */
  whole: boolean
  /** All of it, or as much as fits, is in the window and nothing lies over its middle. */
  inSight: boolean
}

/** What has the focus, and whether a reader can see that it has. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { id: 'body', tag: 'BODY', marked: false, whole: false, inSight: false }
    }
    const box = element.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const within = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
    const top = document.elementFromPoint(x, y)
    return {
      id: element.closest<HTMLElement>('[data-testid]')?.dataset['testid'] ?? '',
      tag: element.tagName,
      marked: isMarked(element),
      whole: isWhole(element),
      inSight: within && top !== null && (element.contains(top) || top.contains(element))
    }

    function isMarked(at: HTMLElement): boolean {
      const marks = () => [markOf(getComputedStyle(at)), lineOf(getComputedStyle(at, '::after'))]
      const drawn = marks()
      at.blur()
      const plain = marks()
      at.focus({ preventScroll: true })
      return drawn.some((mark, index) => mark !== '' && mark !== plain[index])
    }

    function isWhole(at: HTMLElement): boolean {
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(at)
      const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
      if (outlineStyle === 'none') return true
      const { left, top, right, bottom } = at.getBoundingClientRect()
      for (let around = at.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible') continue
        const edge = around.getBoundingClientRect()
        const beyond = Math.max(
          edge.left - left,
          edge.top - top,
          right - edge.right,
          bottom - edge.bottom
        )
        // Parts of a pixel come from the layout.
        if (beyond + ring > 1) return false
      }
      return true
    }

    /** A ring around it; another colour alone would not do. */
    function markOf({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration): string {
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      return [ring ? 'ring' : '', boxShadow === 'none' ? '' : boxShadow].join('')
    }

    /** A handle draws a line. */
    function lineOf({ content, backgroundColor }: CSSStyleDeclaration): string {
      return content === 'none' ? '' : backgroundColor
    }
  })
}

/** The focus is on something, and can be seen there. */
export async function expectFocusSeen(page: Page): Promise<Focused> {
  await expect
    .poll(async () => {
      const { id, marked, whole, inSight } = await focused(page)
      return { id, lost: id === 'body', marked, whole, inSight }
    })
    .toMatchObject({ lost: false, marked: true, whole: true, inSight: true })
  return focused(page)
}

/** Presses Tab until the element of that id has the focus, each stop on the way being seen. */
export async function tabTo(page: Page, id: string, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  const stops: string[] = []
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press(key)
    const at = await expectFocusSeen(page)
    stops.push(at.id || at.tag)
    if (at.id === id) return
  }
  throw new Error(`${key} does not come to ${id}: ${stops.join(' ')}`)
}
