import { gramsOf } from './grams'
import { postingsOf } from './postings'
import { emptyBlock, rebuilt } from './assemble'
import {
  blockRows,
  compareKeys,
  keyAt,
  placeOf,
  unpackBlock,
  type Block,
  type IndexRow,
  type Key
} from './block'

/** A block in its place, loaded when first looked into. */
export interface Slot {
  rows: number
  low: Key
  high: Key
  block: Block | null
  /** Where its bytes are; null: not stored yet. */
  storedAs: number | null
}

/** A row that was kept: where it stood before, null for a new one, and what it is now. */
export interface Change {
  before: Key | null
  /** Number of the status it had; 0 for a new one. */
  wasStatus: number
  row: IndexRow
}

interface Source {
  /** Bytes of a stored block. */
  read: (storedAs: number) => Uint8Array
}

/** All rows in the order of time, as blocks that follow each other. */
export function createBlocks({ read }: Source, stored: readonly Slot[] = []) {
  let slots: Slot[] = [...stored]
  let dropped: number[] = []
  let version = 0

  function load(slot: Slot): Block {
    if (slot.block) return slot.block
    const block = unpackBlock(read(slot.storedAs ?? -1))
    slot.block = block
    return block
  }

  /** Place of the slot a key belongs to; the last one where it comes after all. */
  function slotOf(key: Key): number {
    let [low, high] = [0, slots.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      const slot = slots[middle]
      if (slot && compareKeys(slot.high, key) < 0) low = middle + 1
      else high = middle
    }
    return Math.max(0, low)
  }

  /** Takes rows in or gives them their new state. */
  function apply(changes: readonly Change[]): void {
    if (changes.length > 0) version++
    const plan = new Map<number, { removed: Key[]; added: IndexRow[] }>()
    const planOf = (key: Key) => {
      const place = slotOf(key)
      const found = plan.get(place) ?? { removed: [], added: [] }
      plan.set(place, found)
      return found
    }
    for (const { before, row } of changes) {
      if (before) planOf(before).removed.push(before)
      planOf(row).added.push(row)
    }
    // From the last one, so that a slot that splits moves none that is still to come.
    for (const place of [...plan.keys()].sort((a, b) => b - a)) {
      const { removed, added } = plan.get(place) ?? { removed: [], added: [] }
      replace(place, removed, added)
    }
  }

  function replace(place: number, removed: readonly Key[], added: IndexRow[]): void {
    const slot = slots[place]
    const block = slot ? load(slot) : emptyBlock
    const gone = removed.flatMap((key) => {
      const row = placeOf(block, key)
      return row < block.rows && compareKeys(keyAt(block, row), key) === 0 ? [row] : []
    })
    gone.sort((a, b) => a - b)
    const size = place >= slots.length - 1 ? () => blockRows : evenSize
    const next = rebuilt(block, gone, added.sort(compareKeys), size)
    if (slot && slot.storedAs !== null) dropped.push(slot.storedAs)
    slots.splice(place, slot ? 1 : 0, ...next.map(fresh))
  }

  return {
    slots: () => slots as readonly Slot[],
    load,
    apply,
    /** Loads up to `most` blocks, the newest first. @returns whether more are left */
    warm: (most: number): boolean => {
      const waiting = slots.filter(({ block }) => !block)
      for (const slot of waiting.slice(-most)) {
        const block = load(slot)
        postingsOf(block)
        gramsOf(block)
      }
      return waiting.length > most
    },
    /** Grows with every change. */
    version: () => version,
    /** Stored blocks that are no longer part of it, and the slots that are not stored yet. */
    unsaved: () => ({ dropped, slots: slots.filter(({ storedAs }) => storedAs === null) }),
    saved: () => (dropped = []),
    reset: (to: readonly Slot[]) => {
      slots = [...to]
      dropped = []
      version++
    }
  }
}

export type Blocks = ReturnType<typeof createBlocks>

/** Rows mostly come at the end, where full blocks are left behind; elsewhere each part gets room to grow. */
function evenSize(rows: number): number {
  return Math.max(1, Math.ceil(rows / Math.ceil(rows / blockRows)))
}

function fresh(block: Block): Slot {
  const low = keyAt(block, 0)
  return { rows: block.rows, low, high: keyAt(block, block.rows - 1), block, storedAs: null }
}
