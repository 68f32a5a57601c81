import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'playwright/test'
import manifest from '../../package.json' with { type: 'json' }
import { evaluationRuntime } from '../../electron/runtime/evaluation.mjs'
import { createProfile, expectTotal, profileOf, temporaryFolder } from '../support/app'
import { createUser, openInstalled, type User } from '../support/installed-app'
import { buildDeb, install, remove, whyNotInstallable } from '../support/package'
import { demoRows, profileIds, seedArchive } from '../support/seed-archive'
import { startZone, type Zone } from '../support/zone-process'
import { emptyApp } from './empty-app'
import { firstSeen } from './first-seen'
import { alternate, median, report, row } from './measure'

const keys = { zone: 'jn1a', accessKeyId: 'BENCHKEY', secretKey: 'BENCHSECRET' }
const missing = whyNotInstallable()
const million = 1_000_000

// Packing a runtime as tight as it gets takes minutes.
test.describe.configure({ timeout: 1_800_000 })
test.skip(missing !== null, `a package cannot be installed here: ${missing}`)

test('size of the deb against the bare runtime packed the same way', async () => {
  const deb = await buildDeb(manifest.version, [])
  const bare = join(temporaryFolder(), 'bare.deb')
  packBare(dirname(await evaluationRuntime()), bare)
  const [ours, peer] = [statSync(deb).size / 1e6, statSync(bare).size / 1e6]
  report('deb / bare runtime', ours, peer, 'MB', `≤ ${(peer * 1.05 + 8).toFixed(1)} MB`)
})

test('the installed app: start to first rows, and the first start after an upgrade', async () => {
  const older = await buildDeb('0.0.9')
  const newer = await buildDeb(manifest.version)
  const user = createUser()
  const zone = await startZone({ size: 20_000, ...keys })
  try {
    install(older)
    await prepare(user, zone)
    await measureStart(user)
    await measureUpgrade(user, newer)
  } finally {
    remove('-P')
    await zone.stop()
    await user.remove()
  }
})

async function prepare(user: User, zone: Zone): Promise<void> {
  const { page, close } = await openInstalled(user)
  await createProfile(page, profileOf(zone, 'Bench'))
  await expectTotal(page, 20_000)
  await close()
}

async function measureStart(user: User): Promise<void> {
  const runtime = join(user.home, 'runtime')
  const empty = join(user.home, 'empty')
  cpSync(dirname(await evaluationRuntime()), runtime, { recursive: true })
  cpSync(emptyApp(), empty, { recursive: true })
  execFileSync('chown', ['-R', user.name, runtime, empty])
  const times = await alternate(
    7,
    async () => {
      const { page, close } = await openInstalled(user)
      await firstSeen(page, '[data-testid=log-row]')
      return close
    },
    async () => {
      const { page, close } = await openInstalled(user, [join(runtime, 'electron'), empty])
      await firstSeen(page, 'p')
      return close
    }
  )
  const goal = '≤ 1.6'
  report(
    'installed app: first rows / empty window',
    median(times.ours),
    median(times.peer),
    'ms',
    goal
  )
}

async function measureUpgrade(user: User, newer: string): Promise<void> {
  const [id = ''] = profileIds(user.data)
  // The rows of another log, so that none of them is held yet.
  await seedArchive(user.data, id, demoRows(million, 3))
  execFileSync('chown', ['-R', user.name, user.data])
  await openArchive(user)
  const usual = [await openArchive(user), await openArchive(user), await openArchive(user)]
  install(newer)
  const first = await openArchive(user)
  const longer = (first - median(usual)) / 1000
  row(
    'first start after an upgrade, 1,000,000 rows',
    `${(first / 1000).toFixed(2)} s`,
    `${(median(usual) / 1000).toFixed(2)} s`,
    `${longer.toFixed(2)} s longer`,
    '≤ 2 s longer'
  )
}

/** Milliseconds until the archive shows its rows; all of them have to be there. */
async function openArchive(user: User): Promise<number> {
  const start = performance.now()
  const { page, close } = await openInstalled(user)
  await page.getByTestId('view-archive').click()
  await page.getByTestId('log-row').first().waitFor()
  const total = page.getByTestId('log-total')
  await expect
    .poll(async () => Number(await total.getAttribute('data-total')))
    .toBeGreaterThanOrEqual(million)
  const taken = performance.now() - start
  await close()
  return taken
}

/** The runtime as it comes, in a package of nothing else. */
function packBare(runtime: string, into: string): void {
  const tree = join(temporaryFolder(), 'tree')
  cpSync(runtime, join(tree, 'opt', 'bare'), { recursive: true })
  const foreign = readdirSync(join(tree, 'opt', 'bare', 'resources'))
  for (const name of foreign)
    rmSync(join(tree, 'opt', 'bare', 'resources', name), { recursive: true })
  const control =
    'Package: bare\\nVersion: 1\\nArchitecture: amd64\\nMaintainer: bench\\nDescription: bare\\n'
  execFileSync('sh', ['-c', `mkdir "$0/DEBIAN" && printf '${control}' > "$0/DEBIAN/control"`, tree])
  execFileSync('dpkg-deb', ['-Zxz', '--root-owner-group', '--build', tree, into], {
    stdio: 'ignore'
  })
}
