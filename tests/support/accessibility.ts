import axeCore from 'axe-core'
import { expect, test, type Page } from 'playwright/test'

/**
 * How the system may ask for the window to look; the app follows while its theme is the system's. What a theme
 * alone cannot change (roles, names, places) is looked at in one theme of each contrast.
 */
const looks = {
  light: { colorScheme: 'light', contrast: 'no-preference', rules: 'all' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', rules: 'colours' },
  'high contrast, light': { colorScheme: 'light', contrast: 'more', rules: 'colours' },
  'high contrast, dark': { colorScheme: 'dark', contrast: 'more', rules: 'all' }
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
const runs = {
  all: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
} as const

/** What axe-core finds, one line each. Its source comes in past the page's policy, which stays as it is. */
async function findings(page: Page, rules: keyof typeof runs): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source)
  const { type, values } = runs[rules]
  return page.evaluate(
    async ({ type, values, excused }) => {
      // Put there by the line above.
      const { axe } = globalThis as unknown as { axe: Pick<typeof axeCore, 'run'> }
      const { violations } = await axe.run(document, {
        runOnly: { type, values },
        resultTypes: ['violations']
      })
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
    { type, values: [...values], excused }
  )
}

/** What is on screen now has no findings, however the window looks. All findings are told at once. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  await test.step(view, async () => {
    for (const [look, { rules, ...media }] of Object.entries(looks)) {
      // Without motion, or a colour would be measured half-way to the next.
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute(
        'data-contrast',
        media.contrast === 'more' ? 'more' : 'normal'
      )
      expect.soft(await findings(page, rules), `${view} in ${look}`).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  })
}
