import type { Texts } from '../dictionary'
import { bitsOfCodes, bitsOfLists, bitsOfRows, forEachRow, or, type Bits } from '../index/bits'
import { resourcesAt, type Block, type CodedColumn } from '../index/block'
import { postingsOf } from '../index/postings'

/** By number, what a text passed; null where none did, so that no block need be looked at. */
export type Marked = Uint8Array | null

/**
 * Marks the numbers whose text passes, as the test says. Each text is tested once: a number that rows have is
 * never given anew, and there may be as many texts as rows.
 */
export function marker(texts: Texts, test: (text: string) => boolean | number): () => Marked {
  let tested = 0
  let marked: Marked = null
  return () => {
    const ids = texts.ids()
    for (; tested < ids.length; tested++) {
      const id = ids[tested] ?? 0
      const mark = Number(test(texts.at(id)))
      if (mark > 0) (marked = withRoom(marked, texts.limit()))[id] = mark
    }
    return marked
  }
}

function withRoom(marked: Marked, size: number): Uint8Array {
  if (marked && marked.length >= size) return marked
  const larger = new Uint8Array(size)
  if (marked) larger.set(marked)
  return larger
}

/** The distinct values of a block first: mostly they settle it. */
export function inColumn({ values, codes }: CodedColumn, marked: Marked): Bits {
  if (!marked) return 'none'
  let places: Uint8Array | null = null
  let found = 0
  for (let place = 0; place < values.length; place++) {
    if (!marked[values[place] ?? 0]) continue
    places ??= new Uint8Array(values.length)
    places[place] = 1
    found++
  }
  if (!places) return 'none'
  return found === values.length ? 'all' : bitsOfCodes(codes, places)
}

/** Rows with at least one marked resource. */
export function inResources(block: Block, marked: Marked): Bits {
  if (!marked) return 'none'
  const { values } = block.resources
  const found: number[] = []
  for (let place = 0; place < values.length; place++) {
    if (marked[values[place] ?? 0]) found.push(place)
  }
  if (found.length === 0) return 'none'
  return bitsOfLists(postingsOf(block), found)
}

const isLeft = 1
const isRight = 2
const isBetween = 4
const allMarks = [isLeft, isRight, isBetween]

/**
 * Rows whose resources, joined by spaces as they are shown, hold a text in lower case that reaches over
 * several of them: from the end of one to the beginning of another.
 */
export function overResources(texts: Texts, needle: string): (block: Block) => Bits {
  const pieces = needle.split(' ')
  const [left = '', right = ''] = [pieces[0], pieces.at(-1)]
  const between = pieces.slice(1, -1)
  const reach = pieces.length - 1
  if (reach === 0) return () => 'none'
  const needed = isLeft | isRight | (between.length > 0 ? isBetween : 0)
  const lower = (id: number) => texts.at(id).toLowerCase()
  const marked = marker(texts, (id) => {
    const text = id.toLowerCase()
    const ends = (text.endsWith(left) ? isLeft : 0) | (text.startsWith(right) ? isRight : 0)
    return ends | (between.includes(text) ? isBetween : 0)
  })
  const spaced = inSpaced(texts, needle)
  return (block) => or(spaced(block), inPieces(block))

  function inPieces(block: Block): Bits {
    const { values, codes } = block.resources
    const marks = marksOf(values, marked(), needed)
    if (!marks) return 'none'
    const hasMark = (at: number, mark: number) => ((marks[codes[at] ?? 0] ?? 0) & mark) !== 0
    const isPiece = (piece: string, at: number) =>
      hasMark(at, isBetween) && lower(values[codes[at] ?? 0] ?? 0) === piece
    const holds = (row: number) => {
      const end = block.resourceEnds[row] ?? 0
      for (let at = row === 0 ? 0 : (block.resourceEnds[row - 1] ?? 0); at + reach < end; at++) {
        if (!hasMark(at, isLeft) || !hasMark(at + reach, isRight)) continue
        const next = at + 1
        if (between.every((piece, place) => isPiece(piece, next + place))) return true
      }
      return false
    }
    const found: number[] = []
    forEachRow(rowsToTry(block, marks, needed), block.rows, (row) => {
      if (holds(row)) found.push(row)
    })
    return bitsOfRows(found)
  }
}

/**
 * The same of rows with an id that has a space itself, as one of a list may, and so is no piece. They are few if
 * there are any: each is put together.
 */
function inSpaced(texts: Texts, needle: string): (block: Block) => Bits {
  const marked = marker(texts, (id) => id.includes(' '))
  return (block) => {
    const found: number[] = []
    forEachRow(inResources(block, marked()), block.rows, (row) => {
      const shown = resourcesAt(block, row).map(texts.at).join(' ')
      if (shown.toLowerCase().includes(needle)) found.push(row)
    })
    return bitsOfRows(found)
  }
}

/** A row that is found has each of the marks, so only those with the rarest need be gone through. */
function rowsToTry(block: Block, marks: Uint8Array, needed: number): Bits {
  const postings = postingsOf(block)
  const { starts } = postings
  let rarest: number[] = []
  let fewest = block.rows
  for (const mark of allMarks.filter((one) => needed & one)) {
    const places: number[] = []
    let named = 0
    for (let place = 0; place < marks.length; place++) {
      if (((marks[place] ?? 0) & mark) === 0) continue
      places.push(place)
      named += (starts[place + 1] ?? 0) - (starts[place] ?? 0)
    }
    if (named >= fewest) continue
    fewest = named
    rarest = places
  }
  return fewest < block.rows ? bitsOfLists(postings, rarest) : 'all'
}

/** The marks of a block's values; null where one that is needed is not among them. */
function marksOf(values: Uint32Array, marked: Marked, needed: number): Marked {
  if (!marked) return null
  const marks = new Uint8Array(values.length)
  let all = 0
  for (let place = 0; place < values.length; place++) {
    all |= marks[place] = marked[values[place] ?? 0] ?? 0
  }
  return all === needed ? marks : null
}
