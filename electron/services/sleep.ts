import { setTimeout as wait } from 'node:timers/promises'
import type { Sleep } from './ports'

/** A timer cannot wait longer, ms; whoever sleeps looks at the clock again anyway. */
const longestMs = 2 ** 31 - 1

/** Sleeps by the timers of Node. */
export const sleep: Sleep = async (ms, signal) => {
  try {
    await wait(Math.min(ms, longestMs), undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
