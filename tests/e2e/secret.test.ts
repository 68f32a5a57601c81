import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Result } from '#shared/result'
import { expect, test, type Page } from 'playwright/test'
import { contract } from '#shared/api'
import { pushes } from '#shared/pushes'
import {
  answerOpenDialog,
  answerSaveDialog,
  apply,
  createProfile,
  expectTotal,
  openApp,
  profileOf,
  temporaryFolder,
  type RunningApp
} from '../support/app'
import { filesHolding, holds, readConfig } from '../support/files'
import { secretOf } from '../support/keychain'
import { processesOf, read } from '../support/processes'
import { startZone } from '../support/zone-process'

// Signs that a URL encodes, so that the encoded form differs from the plain one.
const secretKey = 'CANARY/of+the=secret%7Ekey'
const texts = [secretKey, encodeURIComponent(secretKey), JSON.stringify(secretKey).slice(1, -1)]
const isHeld = (content: Buffer) => texts.some((text) => holds(content, text))

/** Each place outside the keychain and the main process's memory that holds the secret. */
async function places({ app, page }: RunningApp, folders: string[]): Promise<string[]> {
  const files = folders.flatMap((folder) => filesHolding(folder, texts))
  const processes = processesOf(app)
  expect(processes.length).toBeGreaterThan(3)
  const visible = processes.flatMap((pid) =>
    (['cmdline', 'environ'] as const)
      .filter((file) => isHeld(read(pid, file)))
      .map((file) => `/proc/${pid}/${file}`)
  )
  return [...files, ...visible, ...(await inPage(page))]
}

async function inPage(page: Page): Promise<string[]> {
  const seen = await page.evaluate(async () => {
    const fields = [...document.querySelectorAll('input, textarea, select')]
    return {
      document: document.documentElement.outerHTML,
      fields: fields.map((field) => (field as HTMLInputElement).value).join('\n'),
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
      databases: JSON.stringify([await indexedDB.databases(), await caches.keys()]),
      pushed: JSON.stringify(Reflect.get(window, 'pushed') ?? [])
    }
  })
  return Object.entries(seen)
    .filter(([, text]) => isHeld(Buffer.from(text)))
    .map(([name]) => name)
}

/** Everything the main process has told the page without being asked. */
function recordPushes(page: Page): Promise<void> {
  return page.evaluate(
    (names) => {
      const pushed: unknown[] = []
      Object.assign(window, { pushed })
      for (const name of names) window.oplog.on(name, (payload) => pushed.push(payload))
    },
    Object.keys(pushes) as (keyof typeof pushes)[]
  )
}

/** Opens other programs, or takes away what is looked at. */
const leftOut = ['app.openLink', 'app.showFolder', 'profiles.remove']

/** Every request of the contract with each input that may fit; what does not fit is refused. */
async function answersOfAll(page: Page, id: string): Promise<Record<string, string>> {
  const methods = Object.entries(contract)
    .flatMap(([group, entries]) => Object.keys(entries).map((name) => `${group}.${name}`))
    .filter((name) => !leftOut.includes(name))
  const { secret: _place, ...draft } = await profileAt(page, id)
  const query = { profileId: id, parameters: { reverse: 1, limit: 100, offset: 0 } }
  const inputs = [undefined, {}, id, [id], draft, query, { ...query, from: 'archive' }]
  return page.evaluate(
    async ([names, values]) => {
      const answers: Record<string, string> = {}
      for (const name of names) {
        const results = []
        for (const value of values) {
          results.push(JSON.parse(await window.oplog.call(name, value, `${name}-x`)))
        }
        answers[name] = JSON.stringify(results)
      }
      return answers
    },
    [methods, inputs] as const
  )
}

async function profileAt(page: Page, id: string): Promise<Record<string, unknown>> {
  const answer = await page.evaluate(() => window.oplog.call('profiles.list', undefined, 'list'))
  const result = JSON.parse(answer) as Result
  const list = result.ok ? (result.value as Record<string, unknown>[]) : []
  return list.find((profile) => profile.id === id) ?? {}
}

test('the secret is in the keychain and nowhere else, whatever happens', async () => {
  const folder = temporaryFolder()
  const zone = await startZone({ size: 250, zone: 'jn1a', accessKeyId: 'SECRETKEY', secretKey })
  const running = await openApp(folder)
  const { app, page } = running
  await recordPushes(page)
  await createProfile(page, profileOf(zone, 'Secret'))
  await expectTotal(page, 250)
  const [{ id } = { id: '' }] = readConfig(folder).profiles
  // The search below can find it: it is where it belongs.
  expect(await secretOf(id)).toBe(secretKey)
  expect(isHeld(Buffer.from(`x${Buffer.from(`..${secretKey}..`).toString('base64')}`))).toBe(true)

  const exported = join(temporaryFolder(), 'log.csv')
  const folders = [folder, dirname(exported)]
  await answerSaveDialog(app, exported)
  await page.getByTestId('export-open').click()
  await page.getByTestId('export-start').click()
  await expect(
    page.getByTestId('export-progress').or(page.getByTestId('export-result'))
  ).toBeVisible()
  expect(await places(running, folders)).toEqual([])
  await expect(page.getByTestId('export-result')).toHaveAttribute('data-rows', '250')
  await page.keyboard.press('Escape')

  const error = page.getByTestId('error-banner')
  await zone.say({ faults: { retCode: 5000 } })
  await apply(page)
  await expect(error).toHaveAttribute('data-ret-code', '5000', { timeout: 30_000 })
  await zone.say({ faults: { body: 'html' } })
  await apply(page)
  await expect(error).toHaveAttribute('data-code', 'bad-response')
  await zone.say({ faults: null })

  const archive = processesOf(app).find((pid) =>
    read(pid, 'cmdline').includes('--utility-sub-type=node.mojom.NodeService')
  )
  expect(archive).toBeDefined()
  process.kill(archive ?? 0, 'SIGKILL')
  await apply(page)
  await expect(error).toBeHidden()
  await page.getByTestId('view-archive').click()
  await expectTotal(page, 250)

  const profiles = join(dirname(exported), 'profiles.json')
  await answerSaveDialog(app, profiles)
  await answerOpenDialog(app, profiles)
  await page.getByTestId('profile-switcher').click()
  await page.getByTestId('profile-export').click()
  await expect.poll(() => existsSync(profiles)).toBe(true)
  expect(isHeld(readFileSync(profiles))).toBe(false)

  const answers = await answersOfAll(page, id)
  expect(answers['profiles.list']).toContain('SECRETKEY')
  expect(answers['operations.search']).toContain('"ok":true')
  expect(Object.keys(answers).filter((name) => isHeld(Buffer.from(answers[name] ?? '')))).toEqual(
    []
  )
  expect(await places(running, folders)).toEqual([])
  expect(running.complaints.filter((line) => isHeld(Buffer.from(line)))).toEqual([])

  await running.close()
  await zone.stop()
  expect(folders.flatMap((one) => filesHolding(one, texts))).toEqual([])
  expect(readFileSync(join(folder, 'logs', 'main.log'), 'utf8')).toContain('started')
})

test('the page forgets the secret once its form is closed', async () => {
  const zone = await startZone({ size: 5, zone: 'jn1a', accessKeyId: 'SECRETKEY', secretKey })
  const running = await openApp(temporaryFolder())
  const { page } = running
  await createProfile(page, profileOf(zone, 'Secret'))
  await expectTotal(page, 5)
  const session = await page.context().newCDPSession(page)
  let heap = ''
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (heap += chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', {})
  expect(heap).toContain('SECRETKEY')
  expect(texts.filter((text) => heap.includes(JSON.stringify(text)))).toEqual([])
  await running.close()
  await zone.stop()
})
