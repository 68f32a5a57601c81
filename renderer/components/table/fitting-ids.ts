/** What a chip is wide of, px: its letters, all of one width, and what is around them. */
const letter = 6.4
const around = 14
/** The cell's own edges, and the number of ids that are not shown, px. */
const edges = 18
const rest = 28
/** These are always there, cut off where they must be. */
const least = 2

/** How many of the ids stand whole in a cell of so many px. */
export function fittingIds(ids: readonly string[], room: number): number {
  let left = room - edges
  for (const [index, id] of ids.entries()) {
    left -= id.length * letter + around
    const isLast = index === ids.length - 1
    if (left < (isLast ? 0 : rest)) return Math.max(least, index)
  }
  return ids.length
}
