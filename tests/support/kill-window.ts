import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page } from 'playwright/test'
import type { SyncState } from '#shared/sync'
import { createProfile, expectTotal, openApp, profileOf, type RunningApp } from './app'
import { inCopy, putAside } from './archive/copy-of-file'
import { readFile } from './archive/rows-of-file'
import { ask } from './ask'
import { readConfig } from './files'
import { allRows } from './oracle'
import { killAll } from './processes'
import type { Row, Zone } from './zone-process'

interface WindowKills {
  /** The user-data folder. */
  folder: string
  zone: Zone
  size: number
  kills: number
  /** Of each answer, so that the history outlasts the kills, ms. */
  delayMs: number
  /** A kill comes at a random moment up to so long after the window is there or the work goes on, in turns, ms. */
  withinMs: number
  random: () => number
}

export interface WindowReport {
  kills: number
  /** Kills while the backfill was under way. */
  amid: number
  /** Starts that went on with the backfill without being asked. */
  resumed: number
  /** Rows in the file when the app was killed for the last time. */
  heldAtLastKill: number
  /** Rows in the file at the end. */
  rows: number
  /** Findings after each kill and at the end; empty where nothing was wrong. */
  wrong: string[][]
}

/** What the window was told last before the app was killed. */
type Told = Pick<SyncState, 'phase' | 'coverage'>

interface Watch {
  /** Grows until the app is gone. */
  told: { last?: Told; wentOn: boolean }
  goesOn: Promise<void>
  ended: Promise<void>
}

/** Kills the whole app again and again while it fetches a history, and audits the file each time. */
export async function killWindow(options: WindowKills): Promise<WindowReport> {
  const { folder, zone, size, kills, delayMs, withinMs, random } = options
  const service = new Map((await allRows(zone)).map((row) => [String(row.job_id), row]))
  expect(service.size).toBe(size)
  const profileId = await begin(options)
  await zone.say({ faults: { delayMs } })
  const report: WindowReport = {
    kills: 0,
    amid: 0,
    resumed: 0,
    heldAtLastKill: 0,
    rows: 0,
    wrong: []
  }
  const audit = (told: Told | undefined) => auditFile(folder, profileId, service, told)

  for (; report.kills < kills; report.kills++) {
    const running = await openApp(folder)
    if (report.kills === 0) await ask(running.page, 'sync.start', profileId, 'start')
    const { told, goesOn, ended } = watch(running.page, profileId)
    // A start takes as long as the machine lets it: every other kill comes amid the work for sure.
    if (report.kills % 2 === 0) await goesOn
    await wait(random() * withinMs)
    await killAll(running.app)
    await ended
    const { last, wentOn } = told
    if (report.kills > 0 && wentOn) report.resumed++
    if (last && !last.coverage.complete) report.amid++
    const { wrong, rows } = audit(last)
    report.wrong.push(wrong)
    report.heldAtLastKill = rows
    if (wrong.length > 0) return report
  }

  await zone.say({ faults: null })
  const running = await openApp(folder)
  const state = async () => ask(running.page, 'sync.state', profileId, 'last') as Promise<SyncState>
  await expect.poll(async () => (await state()).coverage.complete, { timeout: 120_000 }).toBe(true)
  const told = await state()
  await showsAll(running, size)
  await running.close()
  const { wrong, rows } = audit(told)
  report.wrong.push(wrong)
  report.rows = rows
  return report
}

/** The profile, by the form as a user would; its secret is in the keychain. */
async function begin({ folder, zone, size }: WindowKills): Promise<string> {
  const { page, close } = await openApp(folder)
  await createProfile(page, profileOf(zone, 'Zone'))
  await expectTotal(page, size)
  await close()
  return readConfig(folder).profiles[0]?.id ?? ''
}

/** Asks for the state of the sync until the app is gone. */
function watch(page: Page, profileId: string): Watch {
  const told: Watch['told'] = { wentOn: false }
  let resolve: () => void = () => undefined
  const goesOn = new Promise<void>((settle) => (resolve = settle))
  return { told, goesOn, ended: follow() }

  async function follow(): Promise<void> {
    try {
      for (let turn = 0; ; turn++) {
        const last = (await ask(page, 'sync.state', profileId, `watch-${turn}`)) as Told
        told.last = last
        if (last.phase === 'idle' && !last.coverage.complete) continue
        told.wentOn = true
        resolve()
      }
    } catch {
      // It was killed.
      resolve()
    }
  }
}

async function showsAll({ page }: RunningApp, size: number): Promise<void> {
  await page.getByTestId('view-archive').click()
  await expectTotal(page, size)
}

/** What is wrong with the file as the kill left it. */
function auditFile(
  folder: string,
  profileId: string,
  service: ReadonlyMap<string, Row>,
  told: Told | undefined
): { wrong: string[]; rows: number } {
  const path = join(folder, 'archive', `${profileId}.sqlite`)
  const { rows, count, damage, complete } = inCopy(path, (copy) => ({
    ...readFile(copy),
    complete: completeIntervals(copy)
  }))
  const held = new Set(rows.map(({ operation }) => operation.jobId))
  const wrong = [...damage, ...putAside(path)]
  if (held.size !== count) wrong.push(`${count} rows, but ${held.size} jobs`)
  for (const { raw } of rows) {
    const sent = service.get(String(raw.job_id))
    // One that ran when the test began has changed since, or will.
    const mayDiffer = sent?.status === 'pending'
    if (!mayDiffer && JSON.stringify(sent) !== JSON.stringify(raw)) {
      wrong.push(`${String(raw.job_id)} is not as it was sent`)
    }
  }
  if (told && count < told.coverage.held) {
    wrong.push(`${count} rows are held, ${told.coverage.held} were reported`)
  }
  for (const { start, end, state } of [...complete, ...(told?.coverage.intervals ?? [])]) {
    if (state !== 'complete') continue
    const lacking = [...service.values()].filter((row) => {
      const time = Date.parse(String(row.create_time))
      return time >= start && time <= end && !held.has(String(row.job_id))
    })
    if (lacking.length > 0) wrong.push(`${lacking.length} rows lack where all are said to be held`)
  }
  return { wrong, rows: count }
}

function completeIntervals(path: string): { start: number; end: number; state: string }[] {
  const database = new DatabaseSync(path)
  try {
    const rows = database.prepare('SELECT start, end, state FROM coverage').all()
    return rows.map(({ start, end, state }) => ({
      start: Number(start),
      end: Number(end),
      state: String(state)
    }))
  } finally {
    database.close()
  }
}
