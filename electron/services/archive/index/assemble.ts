import { textFields } from '../dictionary'
import { placeOf, type Block, type CodedColumn, type IndexRow } from './block'

const none: CodedColumn = { values: new Uint32Array(), codes: new Uint8Array() }

export const emptyBlock: Block = {
  rows: 0,
  created: new Uint32Array(),
  updated: new Uint32Array(),
  jobs: new Uint8Array(),
  jobEnds: new Uint16Array(),
  jobsAreLower: true,
  // Built from the list of fields, so every field is there.
  texts: Object.fromEntries(textFields.map((field) => [field, none])) as Block['texts'],
  resources: none,
  resourceEnds: new Uint16Array()
}

/** A stretch of a new block: rows that stood side by side in the old one, or added ones. */
interface Piece {
  isAdded: boolean
  from: number
  to: number
  /** Row of the new block at which it begins. */
  place: number
}

/**
 * The block with some rows taken out and others put in, as blocks of up to `size` rows. Both lists in
 * order; `removed` are row numbers.
 */
export function rebuilt(
  block: Block,
  removed: readonly number[],
  added: readonly IndexRow[],
  size: (rows: number) => number
): Block[] {
  const pieces = piecesOf(block, removed, added)
  const rows = block.rows - removed.length + added.length
  const length = size(rows)
  const fresh = {
    added,
    jobs: added.map(({ jobId }) => Buffer.from(jobId)),
    areLower: added.every(({ jobId }) => jobId === jobId.toLowerCase()),
    keepsAll: removed.length === 0 && rows <= length
  }
  const parts: Block[] = []
  for (let from = 0; from < rows; from += length) {
    parts.push(assemble(block, cut(pieces, from, Math.min(rows, from + length)), fresh))
  }
  return parts
}

function piecesOf(
  block: Block,
  removed: readonly number[],
  added: readonly IndexRow[]
): readonly Piece[] {
  const pieces: Piece[] = []
  let place = 0
  let row = 0
  let gone = 0
  function put(isAdded: boolean, from: number, to: number): void {
    const last = pieces.at(-1)
    if (last?.isAdded === isAdded && last.to === from) last.to = to
    else if (from < to) pieces.push({ isAdded, from, to, place })
    place += to - from
  }
  function keepUntil(end: number): void {
    for (; (removed[gone] ?? end) < end; gone++) {
      const next = removed[gone] ?? end
      put(false, row, next)
      row = next + 1
    }
    if (row < end) put(false, row, end)
    row = Math.max(row, end)
  }
  added.forEach((candidate, number) => {
    keepUntil(placeOf(block, candidate))
    put(true, number, number + 1)
  })
  keepUntil(block.rows)
  return pieces
}

/** Pieces of the rows `from` to before `to`. */
function cut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  return pieces.flatMap((piece) => {
    const low = Math.max(from, piece.place)
    const high = Math.min(to, piece.place + piece.to - piece.from)
    const shift = piece.from - piece.place
    return low < high ? [{ ...piece, from: low + shift, to: high + shift, place: low - from }] : []
  })
}

interface Fresh {
  added: readonly IndexRow[]
  /** Their job ids, UTF-8. */
  jobs: readonly Uint8Array[]
  areLower: boolean
  /** Every row of the old block is in the one new one. */
  keepsAll: boolean
}

function assemble(block: Block, pieces: readonly Piece[], fresh: Fresh): Block {
  const { added, jobs, areLower, keepsAll } = fresh
  const rows = pieces.reduce((sum, { from, to }) => sum + to - from, 0)
  return {
    rows,
    created: pickTimes(block.created, pieces, rows, (row) => added[row]?.created ?? 0),
    updated: pickTimes(block.updated, pieces, rows, (row) => added[row]?.updated ?? 0),
    ...pickJobs(block, pieces, rows, jobs),
    jobsAreLower: block.jobsAreLower && areLower,
    // Built from the list of fields, so every field is there.
    texts: Object.fromEntries(
      textFields.map((field) => [
        field,
        pickTexts(recode(block.texts[field], rows, keepsAll), pieces, (row) => {
          return added[row]?.texts[field] ?? 0
        })
      ])
    ) as Block['texts'],
    ...pickResources(block, pieces, rows, fresh)
  }
}

/** Calls back with each stretch of old rows and each added row, in order; `place` is its row in the new block. */
function forPieces(
  pieces: readonly Piece[],
  old: (from: number, to: number, place: number) => void,
  fresh: (row: number, place: number) => void
): void {
  for (const { isAdded, from, to, place } of pieces) {
    if (!isAdded) old(from, to, place)
    else for (let row = from; row < to; row++) fresh(row, place + row - from)
  }
}

function pickTimes(
  old: Uint32Array,
  pieces: readonly Piece[],
  rows: number,
  fresh: (row: number) => number
): Uint32Array {
  const list = new Uint32Array(rows)
  forPieces(
    pieces,
    (from, to, place) => list.set(old.subarray(from, to), place),
    (row, place) => (list[place] = fresh(row))
  )
  return list
}

type Recoding = ReturnType<typeof recode>

/**
 * Makes a column of values of an old one and of others; those that no row has any more are left out.
 * @param keepsAll none of the old ones will lack: then their codes stay, and need not be gone through
 */
function recode(old: CodedColumn, length: number, keepsAll: boolean) {
  const codes = new Uint32Array(length)
  const places = new Map<number, number>()
  if (keepsAll) old.values.forEach((value, code) => places.set(value, code))
  /** By the code in the old column: one more than the code in the new one. */
  const moved = new Uint32Array(keepsAll ? 0 : old.values.length)
  let end = 0

  function codeOf(value: number): number {
    let code = places.get(value)
    if (code === undefined) places.set(value, (code = places.size))
    return code
  }

  return {
    put: (value: number): void => {
      codes[end++] = codeOf(value)
    },
    copy: (from: number, to: number): void => {
      if (keepsAll) {
        codes.set(old.codes.subarray(from, to), end)
        end += to - from
        return
      }
      for (let at = from; at < to; at++) {
        const was = old.codes[at] ?? 0
        const next = moved[was] || (moved[was] = codeOf(old.values[was] ?? 0) + 1)
        codes[end++] = next - 1
      }
    },
    finish: (): CodedColumn => ({
      values: Uint32Array.from(places.keys()),
      codes: narrow(codes, places.size)
    })
  }
}

/** In as few bytes as numbers below `limit` take. */
function narrow(list: Uint32Array, limit: number) {
  return limit <= 0x100 ? new Uint8Array(list) : limit <= 0x1_0000 ? new Uint16Array(list) : list
}

function pickTexts(
  { put, copy, finish }: Recoding,
  pieces: readonly Piece[],
  fresh: (row: number) => number
): CodedColumn {
  forPieces(pieces, copy, (row) => put(fresh(row)))
  return finish()
}

type Ends = Block['jobEnds']

const before = (ends: Ends, row: number) => (row === 0 ? 0 : (ends[row - 1] ?? 0))

/** Where each row's part ends in a list that is put together anew. */
function pickEnds(
  old: Ends,
  pieces: readonly Piece[],
  rows: number,
  fresh: (row: number) => number
): Uint32Array {
  const list = new Uint32Array(rows)
  let end = 0
  forPieces(
    pieces,
    (from, to, place) => {
      const moved = end - before(old, from)
      if (moved === 0) list.set(old.subarray(from, to), place)
      else for (let row = from; row < to; row++) list[place + row - from] = (old[row] ?? 0) + moved
      end = before(old, to) + moved
    },
    (row, place) => (list[place] = end += fresh(row))
  )
  return list
}

/** Ends are numbers up to the last of them. */
function narrowEnds(ends: Uint32Array): Ends {
  const last = ends.at(-1) ?? 0
  return last > 0xffff ? ends : new Uint16Array(ends)
}

function pickJobs(
  block: Block,
  pieces: readonly Piece[],
  rows: number,
  fresh: readonly Uint8Array[]
): Pick<Block, 'jobs' | 'jobEnds'> {
  const ends = pickEnds(block.jobEnds, pieces, rows, (row) => fresh[row]?.length ?? 0)
  const jobs = new Uint8Array(ends.at(-1) ?? 0)
  forPieces(
    pieces,
    (from, to, place) => {
      const part = block.jobs.subarray(before(block.jobEnds, from), before(block.jobEnds, to))
      jobs.set(part, before(ends, place))
    },
    (row, place) => jobs.set(fresh[row] ?? [], before(ends, place))
  )
  return { jobs, jobEnds: narrowEnds(ends) }
}

function pickResources(
  block: Block,
  pieces: readonly Piece[],
  rows: number,
  { added, keepsAll }: Fresh
): Pick<Block, 'resources' | 'resourceEnds'> {
  const { resources, resourceEnds } = block
  const ends = pickEnds(resourceEnds, pieces, rows, (row) => added[row]?.resources.length ?? 0)
  const { put, copy, finish } = recode(resources, ends.at(-1) ?? 0, keepsAll)
  forPieces(
    pieces,
    (from, to) => copy(before(resourceEnds, from), before(resourceEnds, to)),
    (row) => added[row]?.resources.forEach(put)
  )
  return { resources: finish(), resourceEnds: narrowEnds(ends) }
}
