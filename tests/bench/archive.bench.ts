import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'playwright/test'
import { temporaryFolder } from '../support/app'
import { bundle } from '../support/bundle'
import { row } from './measure'

const run = promisify(execFile)
const cache = resolve(import.meta.dirname, '../../node_modules/.cache/bench')

type Figures = Record<string, number>

async function measure(worker: string, size: number): Promise<Figures> {
  const { stdout } = await run(process.execPath, [worker, temporaryFolder(), String(size)], {
    maxBuffer: 1e9
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Figures
}

test('a million rows in the archive, beside a hundred thousand and the peers', async () => {
  const worker = await bundle('tests/bench/archive/worker.ts', cache, 'worker')
  const small = await measure(worker, 100_000)
  const large = await measure(worker, 1_000_000)
  const at = (figures: Figures, name: string) => figures[name] ?? Number.NaN
  const ms = (name: string) => [at(small, name), at(large, name)] as const
  const times = (name: string, peer: string) =>
    (at(large, peer) / at(large, name)).toFixed(at(large, peer) / at(large, name) < 10 ? 1 : 0)

  row('archive of rows', '100,000', '1,000,000', 'peer at 1,000,000', 'goal')
  const line = (what: string, name: string, peer: string, goal: string) => {
    const [few, many] = ms(name)
    row(what, `${few.toFixed(2)} ms`, `${many.toFixed(2)} ms`, peer, goal)
  }
  const plain = (name: string, peer: string) =>
    `sqlite3 ${at(large, peer).toFixed(1)} ms = ${times(name, peer)} x`
  line('open and first page', 'openAndFirstPage', '–', 'at once')
  line('rest of the index loaded, while idle', 'loadIndex', '–', '–')
  line('page of 200, any filter, p95', 'pageP95', plain('pageP95', 'plainPageP95'), '≤ 16 ms')
  line('… asked for the first time, p50', 'pageFirstP50', '–', '–')
  line('… asked for the first time, p95', 'pageFirstP95', '–', '–')
  line('… further pages of it, p50', 'pageAgainP50', '–', 'growth ≤ 1.5')
  line('… further pages of it, p95', 'pageAgainP95', '–', 'growth ≤ 1.5')
  line('text anywhere, p95', 'textP95', plain('textP95', 'plainTextP50'), '≤ 50 ms, ≥ 10 x')
  line('… against jq', 'textP95', `jq ${times('textP95', 'jqText')} x`, '≥ 100 x')
  line('… against lnav', 'textP95', `lnav ${times('textP95', 'lnavText')} x`, '–')
  line('text over two resources, p95', 'overP95', '–', '≤ 50 ms')
  line('exact total, any filter, p95', 'totalP95', plain('totalP95', 'plainTotalP95'), '≤ 50 ms')
  line('histogram of everything', 'histogram', plain('histogram', 'plainHistogram'), '≤ 30 ms')
  line('statistics by action', 'statistics', plain('statistics', 'plainStatistics'), '≤ 100 ms')
  const thousand = (name: string) =>
    [small, large].map((figures) => `${Math.round(at(figures, name) / 1000)} k/s`)
  row('rows kept, JSON parsing included', ...thousand('ingestRowsPerSecond'), '–', '≥ 40 k/s')
  row('… a page a transaction, on top of them', ...thousand('ingestSinglyRowsPerSecond'), '–', '–')
  const share = (figures: Figures) =>
    `${(at(figures, 'archiveBytes') / 1e6).toFixed(0)} MB = ${(at(figures, 'archiveBytes') / at(figures, 'plainBytes')).toFixed(2)} x`
  row(
    'file size / plain table with indexes',
    share(small),
    share(large),
    `${(at(large, 'plainBytes') / 1e6).toFixed(0)} MB`,
    '≤ 0.6 x'
  )
})
