import { perBlock } from './per-block'

/** For each distinct resource of a block, the rows that name it: from `starts[n]` to before `starts[n + 1]`. */
export interface Postings {
  starts: Uint32Array
  rows: Uint16Array
}

/** The lists of a block. */
export const postingsOf = perBlock(({ rows: count, resources, resourceEnds }): Postings => {
  const { values, codes } = resources
  const starts = new Uint32Array(values.length + 1)
  for (const code of codes) starts[code + 1] = (starts[code + 1] ?? 0) + 1
  for (let place = 0; place < values.length; place++) {
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
  }
  const next = starts.slice()
  const rows = new Uint16Array(codes.length)
  let place = 0
  for (let row = 0; row < count; row++) {
    for (const end = resourceEnds[row] ?? 0; place < end; place++) {
      const code = codes[place] ?? 0
      const target = next[code] ?? 0
      rows[target] = row
      next[code] = target + 1
    }
  }
  return { starts, rows }
})
