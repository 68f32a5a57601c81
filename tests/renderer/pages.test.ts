import { expect, test } from 'vitest'
import { createPageCache, pageSize } from '../../renderer/composables/page-cache'
import { wantedPages } from '../../renderer/composables/page-plan'
import { heldRow } from '../support/held-rows'

test.each([
  ['across two pages', { first: 380, last: 410, down: true }, [1, 2, 3]],
  ['more of it on the second', { first: 395, last: 425, down: true }, [2, 1, 3]],
  ['scrolling up', { first: 395, last: 425, down: false }, [2, 1, 0]],
  ['at the top, scrolling up', { first: 0, last: 30, down: false }, [0]],
  ['at the end', { first: 970, last: 999, down: true }, [4]]
] as const)(
  'the page in sight comes first, then the one to be met (%s)',
  (_where, sight, pages) => {
    expect(wantedPages(sight, 5 * pageSize)).toEqual(pages)
  }
)

test('a page that is looked at again is kept, the one unused the longest goes', () => {
  const cache = createPageCache()
  const page = [heldRow(1)]
  for (let number = 0; number < 40; number++) cache.put(number, page)
  cache.touch(0)
  cache.put(40, page)
  expect([cache.get(0), cache.get(1)]).toEqual([page, undefined])
  cache.replace(new Map([[7, page]]))
  expect([...cache.entries()]).toEqual([[7, page]])
})
