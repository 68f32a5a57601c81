/**
 * The smallest value that at least this part (0 to 1) of the values does not exceed; the list must not
 * be empty and is reordered. Selection, not sorting: a few passes whatever the part.
 */
export function quantile(values: Uint32Array, part: number): number {
  const wanted = Math.min(values.length - 1, Math.max(0, Math.ceil(part * values.length) - 1))
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1] ?? 0
    let [left, right] = [low, high]
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left > right) break
      const held = values[left] ?? 0
      values[left++] = values[right] ?? 0
      values[right--] = held
    }
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return values[wanted] ?? 0
}
