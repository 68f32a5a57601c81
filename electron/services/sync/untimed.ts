import type { RawOperation } from '#shared/operation'
import { createdAt, pageRows } from './window-query'

/**
 * The pages at one end of the service's order that have rows without a time, which no query with a time bound
 * shows. Wherever the service puts them, they stand together at one of its ends.
 * @param ask gets the page at an offset
 * @param rowsOf rows of a page
 */
export async function* untimedPages<Page extends { total: number }>(
  ask: (offset: number) => Promise<Page>,
  rowsOf: (page: Page) => readonly RawOperation[]
): AsyncGenerator<Page> {
  for (let offset = 0; ; offset += pageRows) {
    const page = await ask(offset)
    if (rowsOf(page).every((raw) => createdAt(raw) !== null)) return
    yield page
    if (offset + pageRows >= page.total) return
  }
}
