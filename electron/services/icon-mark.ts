/** Colours of the marks, red, green, blue. */
export const markColours = {
  failures: [198, 47, 59],
  stopped: [198, 47, 59],
  syncing: [47, 111, 222],
  waiting: [201, 138, 18]
} as const

/**
 * Paints a dot with a white rim into the lower right corner of a square picture.
 * @param bitmap four bytes a pixel: blue, green, red, alpha; changed in place
 * @param size pixels of a side
 */
export function paintMark(
  bitmap: Uint8Array,
  size: number,
  [red, green, blue]: readonly [number, number, number]
): void {
  const radius = size * 0.28
  const middle = size - radius - 0.5
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - middle, y - middle)
      if (distance > radius) continue
      const rim = distance > radius * 0.72
      bitmap.set(rim ? [255, 255, 255, 255] : [blue, green, red, 255], (y * size + x) * 4)
    }
  }
}
