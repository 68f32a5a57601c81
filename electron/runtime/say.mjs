// @ts-check

/** A reason to end that the person at the keyboard can act on; shown without a stack. */
export class Stop extends Error {
  /** @override */
  name = 'Stop'
}

/** One line of progress. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** Seconds since `start` (a `performance.now()`), for a progress line. @param {number} start */
export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
