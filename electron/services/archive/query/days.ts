import { clockOf, dayS } from './clock'

/**
 * Numbers the days of a zone that occur, from 0. Times come in their order, so a day is looked up once;
 * those between are not walked through: one wrong date may lie a century off.
 */
export function createDays(timeZone: string) {
  const clock = clockOf(timeZone)
  const names: string[] = []
  const numbers = new Map<string, number>()
  let number = 0
  let end = -Infinity

  /** A day may come back: some clocks were put back over midnight. */
  function numbered(name: string): number {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    return names.push(name) - 1
  }

  function numberOf(ms: number): number {
    if (ms >= end) {
      const { ahead, until } = clock(ms / 1000)
      // Not by the zone's midnight: there are days that have none, or two.
      const day = Math.floor((ms / 1000 + ahead) / dayS)
      number = numbered(new Date(day * dayS * 1000).toISOString().slice(0, 10))
      end = Math.min((day + 1) * dayS - ahead, until) * 1000
    }
    return number
  }

  return { numberOf, names }
}
