import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RawOperation } from '#shared/operation'
import type { DemoZone } from '../../../electron/demo/server'
import { heldRecords, shownRecords } from '../same-log'
import { everyRow } from './audit'
import { startMortal } from './mortal'
import { readFile } from './rows-of-file'

interface AppKills {
  /** Bundle of the services, see sync-process.ts. */
  app: string
  /** Bundle of the archive's process. */
  bundle: string
  folder: string
  zone: DemoZone
  keys: { zone: string; accessKeyId: string; secretKey: string }
  kills: number
  random: () => number
  /** A kill comes at a random moment up to so long after the start, ms. */
  withinMs: number
}

/** A state of the sync, as the process tells it. */
interface Told {
  held: number
}

export interface AppReport {
  kills: number
  /** Kills before the whole history was held. */
  amid: number
  rows: number
  requests: number
  /** Pages asked for more than once. */
  again: number
  wrong: string[][]
}

const profileId = 'p'
/** Younger rows may still change, ms. */
const settledMs = 3_600_000

/** Kills everything that fetches a history, again and again, and audits what is held each time. */
export async function killDuringBackfill(options: AppKills): Promise<AppReport> {
  const { zone, kills, random, withinMs } = options
  const report: AppReport = { kills: 0, amid: 0, rows: 0, requests: 0, again: 0, wrong: [] }
  const all = zone.log.count(Date.now())
  for (; report.kills < kills; report.kills++) {
    const running = startApp(options)
    await wait(random() * withinMs)
    await running.kill()
    const held = running.told.at(-1)?.held ?? 0
    if (held < all) report.amid++
    const wrong = await auditApp(options, held)
    report.wrong.push(wrong)
    if (wrong.length > 0) return report
  }
  const last = startApp(options)
  await last.holds(all)
  await last.kill()
  report.wrong.push(await auditApp(options, all))
  report.rows = last.told.at(-1)?.held ?? 0
  report.requests = zone.requests.length
  const pages = zone.requests.map(({ query: { timestamp: _, ...page } }) => JSON.stringify(page))
  report.again = pages.length - new Set(pages).size
  return report
}

function startApp({ app, bundle, folder, zone, keys }: AppKills) {
  const order = JSON.stringify({ ...keys, folder, bundle, endpoint: zone.endpoint })
  // A group of its own, so that both of its processes are killed at once.
  const child = fork(app, [order], { detached: true })
  const told: Told[] = []
  child.on('message', (message) => told.push(message as Told))
  return {
    told,
    /** Resolves when so many rows are held, or after a minute. */
    holds: async (rows: number) => {
      const until = performance.now() + 60_000
      while ((told.at(-1)?.held ?? 0) < rows && performance.now() < until) await wait(20)
    },
    kill: async () => {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
  }
}

async function auditApp({ bundle, folder, zone }: AppKills, reported: number): Promise<string[]> {
  const { archive, notices } = startMortal(bundle, folder)
  const now = Date.now()
  const shown = shownRecords(zone, now)
  const held = await heldRecords(archive, profileId)
  const { intervals } = await archive.sync.coverage(profileId)
  const rows = await everyRow(archive, profileId)
  const file = readFile(join(folder, `${profileId}.sqlite`))
  await archive.close()

  const wrong = [...file.damage, ...notices.map(({ code }) => code)]
  const wanted = file.rows.map(({ operation }) => JSON.stringify(operation))
  if (wanted.some((text, place) => text !== JSON.stringify(rows[place]))) {
    wrong.push('pages do not show the rows of the table')
  }
  if (held.size < reported) wrong.push(`${held.size} rows are held, ${reported} were reported`)
  for (const [jobId, record] of held) {
    const sent = shown.get(jobId)
    const isSettled = timeOf(record) < now - settledMs
    if (!sent) wrong.push(`${jobId} was never sent`)
    else if (isSettled && JSON.stringify(sent) !== JSON.stringify(record)) {
      wrong.push(`${jobId} is not as it was sent`)
    }
  }
  for (const { start, end, state } of intervals) {
    if (state !== 'complete') continue
    const inside = [...shown.values()].filter((row) => timeOf(row) >= start && timeOf(row) <= end)
    const lacking = inside.filter((row) => !held.has(String(row.job_id)))
    if (lacking.length > 0) wrong.push(`${lacking.length} rows lack where all are said to be held`)
  }
  return wrong
}

function timeOf({ create_time }: RawOperation): number {
  return Date.parse(String(create_time))
}
