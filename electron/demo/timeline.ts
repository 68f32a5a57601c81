import { fraction, pick } from './random'

/** When each row of a log was created. Times never decrease with the index. */
export interface Timeline {
  /** ms since the epoch, whole seconds. */
  createdAt: (index: number) => number
  /** Rows that exist at a time, ms. */
  count: (at: number) => number
  /** Index of the first row created at or after a time, ms, among the first `count` rows. */
  firstFrom: (ms: number, count: number) => number
}

export interface TimelineOptions {
  seed: number
  /** Rows that exist at `now`. */
  size: number
  /** Where the log ends when it is made, ms. */
  now: number
  /** New rows a minute from then on. */
  growthPerMinute: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const hoursPerWeek = 168
/** People of the demo zone work by this clock, ms ahead of UTC. */
const shanghaiMs = 8 * hourMs

/** Rows made in the last minutes, which still run when the log is opened. */
export const tailRows = 4
const tailStepMs = 20_000
const tailMs = (tailRows + 1) * tailStepMs
const blockRows = 16
const burstPowers = [1, 1.4, 2.2, 3]

/** How busy an hour of the week is; hour 0 is Thursday's first, as the epoch's. */
function busyness(hourOfWeek: number): number {
  const day = Math.floor(hourOfWeek / 24)
  const hour = hourOfWeek % 24
  const weekend = day === 2 || day === 3
  const byHour = hour < 7 ? 0.08 : hour < 9 ? 0.4 : hour < 12 ? 1.5 : hour < 14 ? 0.6 : 1.3
  const evening = hour >= 22 ? 0.2 : hour >= 18 ? 0.55 : byHour
  return weekend ? evening * 0.25 : evening
}

const hours = Array.from({ length: hoursPerWeek }, (_, hour) => busyness(hour))
/** Work done before each hour of the week. */
const before = hours.reduce<number[]>((sums, work) => [...sums, (sums.at(-1) ?? 0) + work], [0])
const weekWork = before[hoursPerWeek] ?? 0

/** Work done since the epoch. */
function workUntil(ms: number): number {
  const inHours = (ms + shanghaiMs) / hourMs
  const week = Math.floor(inHours / hoursPerWeek)
  const inWeek = inHours - week * hoursPerWeek
  const hour = Math.min(Math.floor(inWeek), hoursPerWeek - 1)
  return week * weekWork + (before[hour] ?? 0) + (inWeek - hour) * (hours[hour] ?? 0)
}

/** The time at which so much work was done, ms. */
function timeOfWork(work: number): number {
  const week = Math.floor(work / weekWork)
  const inWeek = work - week * weekWork
  let [low, high] = [0, hoursPerWeek - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((before[middle] ?? 0) <= inWeek) low = middle
    else high = middle - 1
  }
  const part = Math.min(1, (inWeek - (before[low] ?? 0)) / (hours[low] ?? 1))
  return (week * hoursPerWeek + low + part) * hourMs - shanghaiMs
}

/** Builds the log's times: work hours of a week, bursts within them, the newest rows just now. */
export function createTimeline({ seed, size, now, growthPerMinute }: TimelineOptions): Timeline {
  const tail = Math.min(tailRows, size)
  const old = size - tail
  const end = now - tailMs
  const spanMs = Math.min(730, Math.max(7, size / 220)) * dayMs
  const endWork = workUntil(end)
  const workPerRow = (endWork - workUntil(end - spanMs)) / Math.max(1, old)
  const stepMs = growthPerMinute > 0 ? 60_000 / growthPerMinute : Infinity

  function oldTime(index: number): number {
    const back = old - 1 - index
    const block = Math.floor(back / blockRows)
    const power = burstPowers[pick(seed, 11, block, burstPowers.length)] ?? 1
    const within = blockRows * ((back % blockRows) / blockRows) ** power
    return timeOfWork(endWork - (block * blockRows + within) * workPerRow)
  }

  function newTime(index: number): number {
    return now + (index - size + 1 - 0.8 * fraction(seed, 12, index)) * stepMs
  }

  function createdAt(index: number): number {
    const ms =
      index < old
        ? oldTime(index)
        : index < size
          ? now - (size - index) * tailStepMs + 5000
          : newTime(index)
    return Math.floor(ms / 1000) * 1000
  }

  function count(at: number): number {
    if (growthPerMinute <= 0 || at < now) return size
    const whole = size + Math.floor((at - now) / stepMs)
    return newTime(whole) <= at ? whole + 1 : whole
  }

  function firstFrom(ms: number, rows: number): number {
    let [low, high] = [0, rows]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (createdAt(middle) >= ms) high = middle
      else low = middle + 1
    }
    return low
  }

  return { createdAt, count, firstFrom }
}
