import { TZDate } from '@date-fns/tz'
import { addDays, format, startOfDay } from 'date-fns'

/**
 * Numbers the days of a zone that occur, from 0. Times come in their order, so a day is looked up once;
 * those between are not walked through: one wrong date may lie a century off.
 */
export function createDays(timeZone: string) {
  const names: string[] = []
  let end = -Infinity

  function numberOf(ms: number): number {
    if (ms >= end) {
      const start = startOfDay(new TZDate(ms, timeZone))
      // A day whose clocks skip midnight begins at one; those after it do not.
      end = startOfDay(addDays(start, 1)).getTime()
      const name = format(start, 'yyyy-MM-dd')
      if (name !== names.at(-1)) names.push(name)
    }
    return names.length - 1
  }

  return { numberOf, names }
}
