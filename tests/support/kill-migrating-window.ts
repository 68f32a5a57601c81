import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { migrations } from '../../electron/services/archive/migrations'
import { createProfile, expectTotal, openApp, profileOf, temporaryFolder } from './app'
import { inCopy, putAside } from './archive/copy-of-file'
import { jobOf, jobRow } from './archive/jobs'
import { readFile } from './archive/rows-of-file'
import { makeVersion1 } from './archive/version-1'
import { killAll } from './processes'
import { profileIds } from './seed-archive'
import type { Zone } from './zone-process'

interface MigratingKills {
  /** The user-data folder. */
  folder: string
  /** Of the profile whose archive it is; it is asked for nothing more than its first rows. */
  zone: Zone
  /** Of the file of version 1. */
  rows: number
  kills: number
  random: () => number
}

export interface MigratingReport {
  kills: number
  /** Kills after the file was opened and before it was of the newest version. */
  amid: number
  /** Kills that came when it was. */
  after: number
  /** Findings at each kill and after the restart that follows; empty where nothing was wrong. */
  wrong: string[][]
}

/** Kills the whole app again and again while it brings a file of version 1 up, and starts it anew each time. */
export async function killMigratingWindow(options: MigratingKills): Promise<MigratingReport> {
  const { folder, rows, kills, random } = options
  const old = join(temporaryFolder(), 'version-1')
  makeVersion1(old, rows)
  const path = await begin(options)
  const report: MigratingReport = { kills: 0, amid: 0, after: 0, wrong: [] }

  putOld()
  const takes = await openAndClose()

  for (; report.kills < kills; report.kills++) {
    putOld()
    const { app } = await openApp(folder)
    await wait(random() * takes)
    await killAll(app)
    const killed = audit(path, rows)
    if (killed.version >= migrations.length) report.after++
    else if (existsSync(`${path}-wal`)) report.amid++
    await openAndClose()
    const again = audit(path, rows)
    if (again.version < migrations.length) again.wrong.push(`it is of version ${again.version}`)
    report.wrong.push([...killed.wrong, ...again.wrong])
  }
  return report

  function putOld(): void {
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
    cpSync(old, path)
  }

  /** @returns how long the window was there without its rows, ms */
  async function openAndClose(): Promise<number> {
    const { page, close } = await openApp(folder)
    const started = performance.now()
    await expectTotal(page, rows)
    const taken = performance.now() - started
    await close()
    return taken
  }
}

/** A profile that begins with its Archive. @returns the path of that file */
async function begin({ folder, zone }: MigratingKills): Promise<string> {
  const { page, close } = await openApp(folder)
  await createProfile(page, profileOf(zone, 'Zone'))
  await expectTotal(page, zone.size)
  await page.getByTestId('view-archive').click()
  await expectTotal(page, zone.size)
  await close()
  return join(folder, 'archive', `${profileIds(folder)[0] ?? ''}.sqlite`)
}

function audit(path: string, rows: number): { version: number; wrong: string[] } {
  const { rows: held, count, version, damage } = inCopy(path, readFile)
  const wrong = [...damage, ...putAside(path)]
  if (count !== rows) wrong.push(`${count} rows of ${rows}`)
  // Those of version 1 are read by the migration alone.
  const differing = held.filter(({ raw }) => {
    return JSON.stringify(raw) !== JSON.stringify(jobRow(jobOf(String(raw.job_id)), 0))
  })
  if (differing.length > 0) wrong.push(`${differing.length} rows are not as they were`)
  return { version, wrong }
}
