import type { Block } from './block'

/** Makes something of a block when it is first asked for, and keeps it while the block lives. */
export function perBlock<T extends object>(make: (block: Block) => T): (block: Block) => T {
  const made = new WeakMap<Block, T>()
  return (block) => {
    const known = made.get(block)
    if (known) return known
    const fresh = make(block)
    made.set(block, fresh)
    return fresh
  }
}
