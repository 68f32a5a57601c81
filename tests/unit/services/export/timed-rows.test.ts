import { expect, test } from 'vitest'
import { ExportInput } from '#shared/api'
import { initialParameters } from '#shared/parameters'
import { takeTimed } from '../../../../electron/services/export/timed-rows'

interface Asked {
  offset: number
  limit: number
  /** Counts from 1. */
  call: number
}

/** What an export takes of a service. @param answer ids of a page, and how many the service counts */
async function takenFrom(
  answer: (asked: Asked) => { ids: string[]; total: number },
  reverse: 0 | 1 = 1
) {
  const taken = new Set<string>()
  const asked: number[] = []
  const total = await takeTimed({
    query: ExportInput.parse({
      profileId: 'p',
      from: 'live',
      parameters: { ...initialParameters, reverse }
    }),
    ask: async ({ parameters: { offset, limit } }) => {
      asked.push(offset)
      const { ids, total } = answer({ offset, limit, call: asked.length })
      return { total, records: ids.map((job_id) => ({ profileId: 'p', raw: { job_id } })) }
    },
    take: async (records) =>
      records.map(({ raw }) => {
        const before = taken.size
        return taken.add(String(raw.job_id)).size > before
      })
  })
  return { total, rows: taken.size, calls: asked.length, asked, taken }
}

/** Ids of rows, newest first, of a log that began with row 0. */
function newestOf(size: number, { offset, limit }: { offset: number; limit: number }): string[] {
  const length = Math.max(0, Math.min(limit, size - offset))
  return Array.from({ length }, (_, index) => `j-${size - 1 - offset - index}`)
}

test.each([12_345, 12_300])(
  'a service that counts no further than a round number gives all its rows: %i',
  async (size) => {
    const { rows, total, calls } = await takenFrom((asked) => {
      return { ids: newestOf(size, asked), total: Math.min(size, 10_000) }
    })
    // One more where the last page was full: nothing else says that it was the last.
    expect([rows, total, calls]).toEqual([size, size, 124])
  }
)

test('a short last page is the last, and so is one that comes again past the end', async () => {
  const short = await takenFrom((asked) => ({ ids: newestOf(250, asked), total: 250 }))
  expect([short.rows, short.calls]).toEqual([250, 3])
  // What lies past the end is answered with the last page there is.
  const again = await takenFrom(({ offset, limit }) => {
    return { ids: newestOf(300, { offset: Math.min(offset, 200), limit }), total: 300 }
  })
  expect([again.rows, again.calls]).toEqual([300, 4])
})

test.each([1000, 20_000])(
  'two replicas that count differently by turns end with no more than a few calls: %i',
  async (size) => {
    const { rows, calls } = await takenFrom((asked) => {
      const known = asked.call % 2 === 1 ? size : size - 100
      return { ids: newestOf(known, asked), total: known }
    })
    expect(rows).toBeGreaterThan(size / 2)
    expect(calls).toBeLessThan((size / 100) * 6)
  }
)

test('a page that a replica wrongly says to be empty is asked for again', async () => {
  for (const wrongTotal of [0, 1000]) {
    const { rows, calls } = await takenFrom((asked) => {
      if (asked.call === 5) return { ids: [], total: wrongTotal }
      return { ids: newestOf(1000, asked), total: 1000 }
    })
    expect([rows, calls]).toEqual([1000, 12])
  }
})

test('so is every page of a zone of which one replica has none of the rows', async () => {
  const { rows } = await takenFrom((asked) => {
    return { ids: asked.call % 2 === 0 ? [] : newestOf(1000, asked), total: 1000 }
  })
  expect(rows).toBe(1000)
})

test('rows that no longer match let none behind them slip by, however often', async () => {
  let left = Array.from({ length: 5000 }, (_, index) => `j-${index}`)
  const all = new Set(left)
  const read = new Set<string>()
  const { taken, calls } = await takenFrom(({ offset, limit, call }) => {
    const answer = { ids: left.slice(offset, offset + limit), total: left.length }
    answer.ids.forEach((id) => read.add(id))
    // Some of those that were read end, and all behind them move up.
    left = left.filter((id, index) => !read.has(id) || index % (call + 50) > 0)
    return answer
  })
  expect(taken).toEqual(all)
  expect(calls).toBeLessThan(80)
})

test.each([1, 0] as const)(
  'a row that comes in meanwhile costs no more than another page, with reverse %i',
  async (reverse) => {
    let size = 100_000
    const { rows, calls } = await takenFrom((asked) => {
      // In ascending order one that appears late, a few rows before the end that was read.
      if (asked.call === (reverse ? 5 : 999)) size++
      const ids = newestOf(size, asked)
      if (reverse) return { ids, total: size }
      const length = Math.max(0, Math.min(asked.limit, size - asked.offset))
      const indices = Array.from({ length }, (_, index) => asked.offset + index)
      const late = size === 100_000 ? Infinity : 99_750
      const idOf = (index: number) => (index < late ? index : index === late ? 'late' : index - 1)
      return { ids: indices.map((index) => `j-${idOf(index)}`), total: size }
    }, reverse)
    expect(rows).toBe(100_001)
    expect(calls).toBeLessThanOrEqual(1003)
  }
)

test('rows that are counted and never given are asked for no second time', async () => {
  const { rows, total, calls } = await takenFrom((asked) => {
    return { ids: newestOf(100_000, asked), total: 100_025 }
  })
  expect([rows, total]).toEqual([100_000, 100_025])
  expect(calls).toBeLessThanOrEqual(1003)
})

test.each([1, 0] as const)(
  'rows that begin to match anywhere where the pages had been are found, with reverse %i',
  async (reverse) => {
    for (let seed = 1; seed <= 60; seed++) {
      const pick = randomOf(seed)
      const ids = Array.from({ length: 1000 + pick(200) }, (_, index) => `j-${index}`)
      const { taken, calls } = await takenFrom(({ offset, limit, call }) => {
        if (call > 1 && call < 9 && pick(3) === 0) ids.splice(pick(offset), 0, `late-${call}`)
        return { ids: ids.slice(offset, offset + limit), total: ids.length }
      }, reverse)
      expect(ids.filter((id) => !taken.has(id))).toEqual([])
      expect(calls).toBeLessThanOrEqual(13 + 9)
    }
  }
)

/** Integers below what is asked for, the same for each seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}
