/**
 * Says whether something may happen once more.
 * @param count how often it may within any `withinMs`
 * @returns asked with the time, ms; a yes counts
 */
export function atMost(count: number, withinMs: number): (at: number) => boolean {
  let times: number[] = []
  return (at) => {
    times = times.filter((time) => at - time < withinMs)
    if (times.length >= count) return false
    times.push(at)
    return true
  }
}
