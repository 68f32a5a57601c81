// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import type { SearchState } from '#shared/settings'
import {
  belonging,
  narrowness,
  noTrail,
  stepped,
  visited,
  visitsAtMost,
  type Trail
} from '../../renderer/search-history'

vi.hoisted(() => {
  // The page's bridge; nothing here asks the main process.
  window.oplog = { call: () => Promise.reject(new Error('no call expected')), on: () => () => {} }
})

const blank: SearchState = {
  view: 'archive',
  range: 'all',
  parameters: { reverse: 1, limit: 100, offset: 0 },
  text: '',
  filter: {},
  order: { field: 'create_time', descending: true },
  columns: null
}

function owner(name: string): SearchState {
  return { ...blank, parameters: { ...blank.parameters, owner: name } }
}

function visit(state: SearchState, activeView: string | null = null) {
  return { state, activeView }
}

function shown({ visits, place }: Trail): string | undefined {
  return visits[place]?.state.parameters.owner
}

test('a step back knows the search and where it stood; a step forward likewise', () => {
  let trail = visited(noTrail, visit(owner('a')), 0, 0)
  trail = visited(trail, visit(owner('b')), 40, 0)
  const back = stepped(trail, -1, 7)
  expect(back?.visits[back.place]).toMatchObject({ firstRow: 40 })
  expect(back && shown(back)).toBe('a')
  const forward = back && stepped(back, 1, 40)
  expect(forward?.visits[forward.place]).toMatchObject({ firstRow: 7 })
  expect(forward && stepped(forward, 1, 0)).toBeNull()
})

test('a new search after a step back takes the place of what came after', () => {
  let trail = ['a', 'b', 'c'].reduce((all, name) => visited(all, visit(owner(name)), 0, 0), noTrail)
  trail = stepped(trail, -1, 0) ?? noTrail
  trail = visited(trail, visit(owner('d')), 0, 0)
  expect(trail.visits.map(({ state }) => state.parameters.owner)).toEqual(['a', 'b', 'd'])
})

test('the same again, or other columns, is no step', () => {
  const trail = visited(noTrail, visit(owner('a')), 0, 0)
  expect(visited(trail, visit(owner('a')), 9, 0)).toBe(trail)
  const others: SearchState = {
    ...owner('a'),
    columns: [{ field: 'owner', width: 90, pinned: false, difference: false }]
  }
  expect(visited(trail, visit(others), 9, 0)).toBe(trail)
})

test('each search knows the view it belongs to, which may be named later', () => {
  let trail = visited(noTrail, visit(owner('a'), 'v1'), 0, 0)
  trail = visited(trail, visit(owner('b')), 0, 0)
  trail = belonging(trail, 'v2')
  expect(trail.visits.map(({ activeView }) => activeView)).toEqual(['v1', 'v2'])
  expect(belonging(trail, 'v2')).toBe(trail)
  expect(belonging(noTrail, 'v2')).toBe(noTrail)
})

test('a word typed is one step, the next word another', () => {
  let trail = visited(noTrail, visit(blank), 0, 0)
  for (const [text, at] of [
    ['f', 5000],
    ['fa', 5200],
    ['fail', 6000],
    ['fail q', 20_000]
  ] as const) {
    trail = visited(trail, visit({ ...blank, text }), 0, at)
  }
  expect(trail.visits.map(({ state }) => state.text)).toEqual(['', 'fail', 'fail q'])
})

test(`no more than ${visitsAtMost} are kept, the oldest go`, () => {
  let trail = noTrail
  for (let index = 0; index < visitsAtMost + 20; index++) {
    trail = visited(trail, visit(owner(`o${index}`)), 0, 0)
  }
  expect(trail.visits).toHaveLength(visitsAtMost)
  expect(trail.visits[0]?.state.parameters.owner).toBe('o20')
  expect(shown(trail)).toBe(`o${visitsAtMost + 19}`)
})

test('what narrows a search is counted, its order and text are not', () => {
  expect(narrowness({ ...blank, text: 'x' })).toBe(0)
  const filter = { is: { status: ['failed', 'pending'] }, hasError: true }
  expect(narrowness({ ...owner('a'), range: '24h', filter })).toBe(5)
})
