import type { Archive } from './ports'

/**
 * The same archive, but rows are posted to it once the current turn is over, so that copying them
 * does not stand before the reply they came for. Whoever asks next still sees them: everything that
 * waits is posted first, in the order it came.
 */
export function storeLater(archive: Archive): Archive {
  let waiting: (() => void)[] = []

  function post(): void {
    const posts = waiting
    waiting = []
    for (const each of posts) each()
  }

  function after<Input extends unknown[], Answer>(ask: (...input: Input) => Answer) {
    return (...input: Input): Answer => {
      post()
      return ask(...input)
    }
  }

  return {
    store: (...input) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(post)
        waiting.push(() => void archive.store(...input).then(resolve, reject))
      }),
    answer: after(archive.answer),
    search: after(archive.search),
    records: after(archive.records),
    record: after(archive.record),
    remove: after(archive.remove),
    close: after(archive.close),
    onNotice: archive.onNotice
  }
}
