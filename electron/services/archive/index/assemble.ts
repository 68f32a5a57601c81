import { textFields } from '../dictionary'
import { noGrams, withGrams } from './grams'
import { compareKeys, type Block, type CodedColumn, type IndexRow } from './block'

const none: CodedColumn = { values: new Uint32Array(), codes: new Uint8Array() }

export const emptyBlock: Block = {
  rows: 0,
  created: new Uint32Array(),
  updated: new Uint32Array(),
  jobs: new Uint8Array(),
  jobEnds: new Uint16Array(),
  jobsAreLower: true,
  jobGrams: noGrams,
  // Built from the list of fields, so every field is there.
  texts: Object.fromEntries(textFields.map((field) => [field, none])) as Block['texts'],
  resources: none,
  resourceEnds: new Uint16Array()
}

/** Where each row of a new block comes from: row n of the old one, or `~n`: number n of the added ones. */
type Picks = Int32Array

/** The rows `from` to before `to` as a block of their own. */
export function slice(block: Block, from: number, to: number): Block {
  return assemble(
    block,
    Int32Array.from({ length: to - from }, (_, place) => from + place),
    []
  )
}

/** The block with some rows taken out and others put in. Both lists in order; `removed` are row numbers. */
export function withChanges(
  block: Block,
  removed: readonly number[],
  added: readonly IndexRow[],
  keyOf: (row: number) => { created: number; jobId: string }
): Block {
  const picks = new Int32Array(block.rows - removed.length + added.length)
  const gone = new Set(removed)
  let place = 0
  let next = 0
  const last = added.at(-1)
  for (let row = 0; row < block.rows; row++) {
    if (gone.has(row)) continue
    // Job ids are compared only where the times are the same or nearly: they have to be decoded.
    while (next < added.length && comesFirst(added[next], row)) picks[place++] = ~next++
    picks[place++] = row
  }
  while (next < added.length) picks[place++] = ~next++
  return assemble(block, picks, added)

  function comesFirst(candidate: IndexRow | undefined, row: number): boolean {
    const created = block.created[row] ?? 0
    if (!candidate || (last && last.created < created)) return true
    if (candidate.created !== created) return candidate.created < created
    return compareKeys(candidate, keyOf(row)) < 0
  }
}

function assemble(block: Block, picks: Picks, added: readonly IndexRow[]): Block {
  const jobs = pickBytes(block, picks, added)
  const resources = pickResources(block, picks, added)
  return {
    rows: picks.length,
    created: pickTimes(block.created, picks, (row) => added[row]?.created ?? 0),
    updated: pickTimes(block.updated, picks, (row) => added[row]?.updated ?? 0),
    ...jobs,
    jobsAreLower: block.jobsAreLower && added.every(({ jobId }) => jobId === jobId.toLowerCase()),
    // Built from the list of fields, so every field is there.
    texts: Object.fromEntries(
      textFields.map((field) => [
        field,
        pickCodes(block.texts[field], picks, (row) => added[row]?.texts[field] ?? 0)
      ])
    ) as Block['texts'],
    ...resources
  }
}

function pickTimes(old: Uint32Array, picks: Picks, fresh: (row: number) => number): Uint32Array {
  const list = new Uint32Array(picks.length)
  for (let place = 0; place < picks.length; place++) {
    const pick = picks[place] ?? 0
    list[place] = pick < 0 ? fresh(~pick) : (old[pick] ?? 0)
  }
  return list
}

/** Gives each number its place among the distinct values, which may grow. */
function coder(old: CodedColumn) {
  const places = new Map<number, number>()
  old.values.forEach((value, place) => places.set(value, place))
  return {
    code: (value: number): number => {
      let place = places.get(value)
      if (place === undefined) places.set(value, (place = places.size))
      return place
    },
    finish: (codes: Uint16Array): CodedColumn => ({
      values: Uint32Array.from(places.keys()),
      codes: places.size <= 256 ? Uint8Array.from(codes) : codes
    })
  }
}

function pickCodes(old: CodedColumn, picks: Picks, fresh: (row: number) => number): CodedColumn {
  const { code, finish } = coder(old)
  const codes = new Uint16Array(picks.length)
  const { codes: held } = old
  for (let place = 0; place < picks.length; place++) {
    const pick = picks[place] ?? 0
    codes[place] = pick < 0 ? code(fresh(~pick)) : (held[pick] ?? 0)
  }
  return finish(codes)
}

type Ends = Uint16Array | Uint32Array

/** Calls back with each run of rows that stood side by side in the old block, or with one added row. */
function forRuns(
  picks: Picks,
  run: (from: number, to: number, place: number) => void,
  single: (row: number, place: number) => void
): void {
  for (let place = 0; place < picks.length;) {
    const pick = picks[place] ?? 0
    if (pick < 0) {
      single(~pick, place++)
      continue
    }
    let length = 1
    while (place + length < picks.length && picks[place + length] === pick + length) length++
    run(pick, pick + length, place)
    place += length
  }
}

const before = (ends: Ends, row: number) => (row === 0 ? 0 : (ends[row - 1] ?? 0))

/** Ends of the picked rows' parts in a list that is put together anew. */
function pickEnds(old: Ends, picks: Picks, fresh: (row: number) => number): Uint32Array {
  const list = new Uint32Array(picks.length)
  let end = 0
  for (let place = 0; place < picks.length; place++) {
    const pick = picks[place] ?? 0
    end += pick < 0 ? fresh(~pick) : (old[pick] ?? 0) - before(old, pick)
    list[place] = end
  }
  return list
}

function narrow(ends: Uint32Array): Ends {
  return (ends.at(-1) ?? 0) > 0xffff ? ends : Uint16Array.from(ends)
}

function pickBytes(block: Block, picks: Picks, added: readonly IndexRow[]) {
  const fresh = added.map(({ jobId }) => Buffer.from(jobId))
  const ends = pickEnds(block.jobEnds, picks, (row) => fresh[row]?.length ?? 0)
  const jobs = new Uint8Array(ends.at(-1) ?? 0)
  forRuns(
    picks,
    (from, to, place) => {
      const part = block.jobs.subarray(before(block.jobEnds, from), before(block.jobEnds, to))
      jobs.set(part, before(ends, place))
    },
    (row, place) => jobs.set(fresh[row] ?? [], before(ends, place))
  )
  return { jobs, jobEnds: narrow(ends), jobGrams: withGrams(block.jobGrams, fresh) }
}

function pickResources(block: Block, picks: Picks, added: readonly IndexRow[]) {
  const { code, finish } = coder(block.resources)
  const { resourceEnds } = block
  const ends = pickEnds(resourceEnds, picks, (row) => added[row]?.resources.length ?? 0)
  const codes = new Uint16Array(ends.at(-1) ?? 0)
  forRuns(
    picks,
    (from, to, place) => {
      const part = block.resources.codes.subarray(
        before(resourceEnds, from),
        before(resourceEnds, to)
      )
      codes.set(part, before(ends, place))
    },
    (row, place) => codes.set((added[row]?.resources ?? []).map(code), before(ends, place))
  )
  return { resources: finish(codes), resourceEnds: narrow(ends) }
}
