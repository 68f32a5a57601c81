/** Whole numbers below 2^32, in a list that grows outside the heap. */
export interface Numbers {
  push: (value: number) => void
  list: () => Uint32Array
}

export function createNumbers(): Numbers {
  let values = new Uint32Array(64)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const grown = new Uint32Array(length * 2)
        grown.set(values)
        values = grown
      }
      values[length++] = value
    },
    list: () => values.subarray(0, length)
  }
}
