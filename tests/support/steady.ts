import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { createProfile, expectTotal, openApp, profileOf, temporaryFolder } from './app'
import { demoRows, profileIds, seedArchive } from './seed-archive'
import { startZone } from './zone-process'

const keys = { zone: 'jn1a', accessKeyId: 'STEADYKEY', secretKey: 'STEADYSECRET' }
const seen = 60
/** Rows of each archive; the totals tell which one is on screen. */
const held = [3000, 2000] as const
const texts = ['restart', 'failed', '节点', 'queue', '']
/** Fills what is bounded: caches of pages, of conditions, the history of searches. */
const warmUp = 300

/** Listeners, timers and memory stay flat over so many searches and switches of profile. */
export async function expectSteady(rounds: number): Promise<void> {
  const zone = await startZone({ size: seen, seed: 3, ...keys })
  const folder = temporaryFolder()
  const first = await openApp(folder)
  for (const name of ['One', 'Two']) {
    await createProfile(first.page, profileOf(zone, name))
    await expectTotal(first.page, seen)
    await first.page.getByTestId('view-archive').click()
    await expectTotal(first.page, seen)
  }
  await first.close()
  for (const [at, id] of profileIds(folder).entries()) {
    await seedArchive(folder, id, demoRows(held[at] ?? 0, 11 + at))
  }

  const { app, page, complaints, close } = await openApp(folder)
  await expectTotal(page, held[1] + seen)
  await countTimers(page)
  await searchAndSwitch(page, warmUp)
  const before = await measure(app, page)
  await searchAndSwitch(page, rounds)
  const after = await measure(app, page)

  const change = JSON.stringify({ before, after })
  expect(after.listeners, change).toBeLessThanOrEqual(before.listeners + 5)
  expect(after.timers, change).toBeLessThanOrEqual(before.timers + 2)
  expect(after.mainTimers, change).toBeLessThanOrEqual(before.mainTimers + 2)
  expect(after.nodes, change).toBeLessThanOrEqual(before.nodes * 1.05)
  // A page kept for each round would be some 60 MB. The engine's own compiled code (some 200 functions
  // it optimizes meanwhile, seen in a snapshot of the heap) is 2 to 3 MB.
  expect(after.heap - before.heap, change).toBeLessThan(5_000_000)
  expect(after.mainHeap - before.mainHeap, change).toBeLessThan(3_000_000)
  expect(complaints).toEqual([])
  await close()
  await zone.stop()
}

/** Every second round is another text, the rest another profile; each waits for its rows. */
async function searchAndSwitch(page: Page, count: number): Promise<void> {
  await page.evaluate(
    async ({ count, texts }) => {
      const total = () => document.querySelector('[data-testid="log-total"]')?.textContent
      const changed = async (before: string | null | undefined) => {
        const frames = () => new Promise((resume) => requestAnimationFrame(resume))
        // For a moment neither profile is shown.
        for (let frame = 0; total() === before || total() === undefined; frame++) {
          if (frame > 600) throw new Error(`the total stays ${before}`)
          await frames()
        }
      }
      for (let round = 0; round < count; round++) {
        const before = total()
        if (round % 2 === 0) {
          const field = document.querySelector<HTMLInputElement>('[data-testid="archive-text"]')
          if (!field) throw new Error('no field for text')
          const next = (texts.indexOf(field.value) + 1) % texts.length
          field.value = texts[next] ?? ''
          field.dispatchEvent(new Event('input', { bubbles: true }))
        } else {
          const key = round % 4 === 1 ? '1' : '2'
          window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }))
        }
        await changed(before)
      }
    },
    { count, texts }
  )
}

/** Keeps count of the timers of the page that are still to come. */
async function countTimers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const pending = new Set<number>()
    const { setTimeout, setInterval, clearTimeout, clearInterval } = window
    Object.assign(window, {
      pendingTimers: pending,
      setTimeout: (task: () => void, ms?: number) => {
        const id = setTimeout(() => {
          pending.delete(id)
          task()
        }, ms)
        pending.add(id)
        return id
      },
      setInterval: (task: () => void, ms?: number) => {
        const id = setInterval(task, ms)
        pending.add(id)
        return id
      },
      clearTimeout: (id: number) => {
        pending.delete(id)
        clearTimeout(id)
      },
      clearInterval: (id: number) => {
        pending.delete(id)
        clearInterval(id)
      }
    })
  })
}

async function measure(app: ElectronApplication, page: Page) {
  // What is delayed on purpose (saving, settling, closing) is over.
  await page.waitForTimeout(1500)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  await session.detach()
  const timers = await page.evaluate(
    () => (window as unknown as { pendingTimers: Set<number> }).pendingTimers.size
  )
  const main = await app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    for (let turn = 0; turn < 3; turn++) collect()
    const timeouts = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')
    return { mainTimers: timeouts.length, mainHeap: process.memoryUsage().heapUsed }
  })
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    heap: metric('JSHeapUsedSize'),
    timers,
    ...main
  }
}
