import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeAtomically } from '../export/atomic-file'
import type { Log, QuotaMemory, QuotaRecord } from '../ports'

const Content = z.object({
  version: z.literal(1),
  calls: z.record(z.string(), z.array(z.int().nonnegative())),
  // Files written before refusals were kept have none.
  refused: z.record(z.string(), z.int().nonnegative()).default({})
})

interface Options {
  path: string
  log: Log
  /** Between a call and the file that knows of it, ms. */
  restMs?: number
}

/**
 * The calls of the last window, and refusals, in a file, so that a restart does not forget them. One that is
 * broken is ignored.
 */
export function openQuotaFile({ path, log, restMs = 5000 }: Options) {
  let due: (() => QuotaRecord) | null = null
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  function load(): QuotaRecord {
    try {
      const { calls, refused } = Content.parse(JSON.parse(readFileSync(path, 'utf8')))
      return { calls, refused }
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (!isAbsent) log.warn('the calls of the last run are not known', { path })
      return { calls: {}, refused: {} }
    }
  }

  function keepSoon(read: () => QuotaRecord): void {
    due = read
    timer ??= setTimeout(() => void keep(), restMs).unref()
  }

  function keep(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    if (!due) return
    const content = JSON.stringify({ version: 1, ...due() })
    due = null
    try {
      await writeAtomically(path, (chunk) => chunk(content))
    } catch (error) {
      // The next call tries again.
      log.warn('the calls were not kept', { error: String(error) })
    }
  }

  const memory: QuotaMemory = { load, keepSoon }
  return {
    memory,
    /** Writes what is not written yet. */
    close: keep
  }
}
