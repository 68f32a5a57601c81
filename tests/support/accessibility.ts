import axeCore from 'axe-core'
import { expect, test, type Page } from 'playwright/test'

/** How the system may ask for the window to look; the app follows while its theme is the system's. */
const looks = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  'high contrast, light': { colorScheme: 'light', contrast: 'more' },
  'high contrast, dark': { colorScheme: 'dark', contrast: 'more' }
} as const

/** Findings that are none, and why. */
const excused: { rule: string; within: string; beside?: string }[] = [
  // A bar's place and width say when; each is a row of the table too (2.5.8: essential, equivalent).
  { rule: 'target-size', within: '[data-testid="story-bar"]' },
  // Lies under an open pop-up, which Esc takes away.
  { rule: 'target-size', within: '[data-testid="profile-item"]', beside: '.n-popover' },
  // A menu opened at a cell belongs to no part of the page.
  { rule: 'region', within: '[role="menu"]' }
]
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe-core finds, one line each. Its source comes in past the page's policy, which stays as it is. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source)
  return page.evaluate(
    async ({ values, excused }) => {
      // Put there by the line above.
      const { axe } = globalThis as unknown as { axe: Pick<typeof axeCore, 'run'> }
      const { violations } = await axe.run(document, { runOnly: { type: 'tag', values } })
      return violations.flatMap(({ id, nodes }) =>
        nodes.flatMap(({ target, failureSummary = '' }) => {
          const element = document.querySelector(target.join(' '))
          const none = excused.some(({ rule, within, beside }) => {
            const applies = beside === undefined || document.querySelector(beside) !== null
            return rule === id && applies && element?.closest(within)
          })
          const why = failureSummary.split('\n').slice(1).join(' ').trim()
          return none ? [] : [`${id}: ${target.join(' ')}: ${why}`]
        })
      )
    },
    { values: tags, excused }
  )
}

/** What is on screen now has no findings, however the window looks. All findings are told at once. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  await test.step(view, async () => {
    for (const [look, media] of Object.entries(looks)) {
      // Without motion, or a colour would be measured half-way to the next.
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute(
        'data-contrast',
        media.contrast === 'more' ? 'more' : 'normal'
      )
      expect.soft(await findings(page), `${view} in ${look}`).toEqual([])
    }
    await page.emulateMedia(looks.light)
  })
}
