const digitBits = 11
const digits = 1 << digitBits

/** The values in the order of their keys; equal keys keep their order. Three passes over 32 bits. */
export function sortByKey(values: Uint32Array, keys: Uint32Array): Uint32Array {
  let from = { values, keys }
  const largest = keys.reduce((max, key) => Math.max(max, key), 0)
  for (let shift = 0; shift < 32 && (shift === 0 || largest >>> shift > 0); shift += digitBits) {
    const to = { values: new Uint32Array(values.length), keys: new Uint32Array(values.length) }
    pass(from, to, shift)
    from = to
  }
  return from.values
}

interface Lists {
  values: Uint32Array
  keys: Uint32Array
}

function pass(from: Lists, to: Lists, shift: number): void {
  const starts = new Uint32Array(digits + 1)
  const { values, keys } = from
  for (let place = 0; place < keys.length; place++) {
    const digit = ((keys[place] ?? 0) >>> shift) & (digits - 1)
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1
  }
  for (let digit = 0; digit < digits; digit++) {
    starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0)
  }
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] ?? 0
    const digit = (key >>> shift) & (digits - 1)
    const target = starts[digit] ?? 0
    starts[digit] = target + 1
    to.keys[target] = key
    to.values[target] = values[place] ?? 0
  }
}
