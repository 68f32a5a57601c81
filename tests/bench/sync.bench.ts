import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'playwright/test'
import { bundleArchive } from '../support/archive-process'
import { bundle } from '../support/bundle'
import { bundleZone, startZone } from '../support/zone-process'
import { row } from './measure'

const run = promisify(execFile)
const cache = resolve(import.meta.dirname, '../../node_modules/.cache/bench/sync')

test('a backfill of 100,000 rows beside a loop that stores nothing', async () => {
  await bundleZone()
  const keys = { zone: 'jn1a', accessKeyId: 'KEY', secretKey: 'SECRET' }
  const zone = await startZone({ size: 100_000, ...keys })
  try {
    const archive = await bundleArchive('bench')
    const worker = await bundle('tests/bench/sync/worker.ts', cache, 'worker')
    const { stdout } = await run(process.execPath, [worker, archive, zone.endpoint, keys.secretKey])
    const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, number>
    const ms = (name: string) => `${(figures[name] ?? Number.NaN).toFixed(0)} ms`
    row('backfill of 100,000 rows', 'ours', 'fetch and parse only', 'ratio', 'goal')
    row('median of 3', ms('backfillMs'), ms('fetchMs'), (figures.ratio ?? 0).toFixed(2), '≤ 1.3 x')
    row('loop delay of the caller', `p99 ${ms('loopP99')}`, `max ${ms('loopMax')}`, '–', '≤ 20 ms')
  } finally {
    await zone.stop()
  }
})
