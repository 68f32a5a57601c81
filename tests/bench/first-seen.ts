import type { Page } from 'playwright/test'

/**
 * Resolves in the frame in which an element has its place. Playwright's own `waitFor` looks again after 20, 50
 * and 100 ms and then each half second, which in a start is more than what is measured.
 */
export async function firstSeen(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (one) => (document.querySelector(one)?.getClientRects().length ?? 0) > 0,
    selector,
    { polling: 'raf' }
  )
}
