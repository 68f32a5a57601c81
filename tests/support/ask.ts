import type { Page } from 'playwright/test'
import { decodeResult } from '#shared/result'

/** Asks the main process what the page might ask. @param call another one for each call under way @throws its error as text */
export async function ask(
  page: Page,
  method: string,
  input: unknown,
  call: string
): Promise<unknown> {
  const text = await page.evaluate(([name, value, id]) => window.oplog.call(name, value, id), [
    method,
    input,
    call
  ] as const)
  const result = decodeResult(text)
  if (!result.ok) throw new Error(text)
  return result.value
}
