import { expect, type Page } from 'playwright/test'

export interface Focused {
  /** `data-testid` of the element, or of the nearest one around it. */
  id: string
  tag: string
  /** There is an outline, a ring or an edge that other elements of its kind have not. */
  marked: boolean
  /** All of it, or as much as fits, is in the window and nothing lies over its middle. */
  inSight: boolean
}

/** What has the focus, and whether a reader can see that it has. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { id: 'body', tag: 'BODY', marked: false, inSight: false }
    }
    const box = element.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const within = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
    const top = document.elementFromPoint(x, y)
    return {
      id: element.closest<HTMLElement>('[data-testid]')?.dataset['testid'] ?? '',
      tag: element.tagName,
      marked: isMarked(element),
      inSight: within && top !== null && (element.contains(top) || top.contains(element))
    }

    function isMarked(at: HTMLElement): boolean {
      // A handle is marked by the line it draws, a naive-ui button by an edge of its own.
      const lines = [getComputedStyle(at), getComputedStyle(at, '::after')]
      const drawn = lines.map(look)
      at.blur()
      const plain = [getComputedStyle(at), getComputedStyle(at, '::after')].map(look)
      at.focus({ preventScroll: true })
      return JSON.stringify(drawn) !== JSON.stringify(plain)
    }

    function look(style: CSSStyleDeclaration): string[] {
      const { outlineStyle, outlineColor, outlineWidth, boxShadow, borderColor } = style
      return [
        outlineStyle,
        outlineColor,
        outlineWidth,
        boxShadow,
        borderColor,
        style.backgroundColor
      ]
    }
  })
}

/** The focus is on something, and can be seen there. */
export async function expectFocusSeen(page: Page): Promise<Focused> {
  await expect
    .poll(async () => {
      const { id, marked, inSight } = await focused(page)
      return { id, lost: id === 'body', marked, inSight }
    })
    .toMatchObject({ lost: false, marked: true, inSight: true })
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
