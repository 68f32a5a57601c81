/** The copy of the index in the file cannot be used. The rows are the truth: it is made anew from them. */
export class DamagedIndexError extends Error {
  override readonly name = 'DamagedIndexError'
}
