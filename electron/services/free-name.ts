import { longestName } from '#shared/profile'

/** `name (2)`, the first number that is free; a longer name than allowed would not be read again. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = name.replace(/ \(\d+\)$/, '')
  for (let number = 2; ; number++) {
    const end = ` (${number})`
    const free = base.slice(0, longestName - end.length).trimEnd() + end
    if (!taken.has(free)) return free
  }
}
