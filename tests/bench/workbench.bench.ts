import { test, type Page } from 'playwright/test'
import { createProfile, expectTotal, openApp, profileOf, temporaryFolder } from '../support/app'
import { demoRows, profileIds, seedArchive } from '../support/seed-archive'
import { startZone } from '../support/zone-process'
import { quantile, row } from './measure'
import {
  dragBar,
  framesSeen,
  hidePlainList,
  showPlainList,
  turnWheel,
  watchFrames,
  type Frames
} from './workbench/frames'

const keys = { zone: 'jn1a', accessKeyId: 'BENCHKEY', secretKey: 'BENCHSECRET' }
const many = 1_000_000
const some = 100_000
const seen = 60
const scrollMs = 10_000
const table = '[data-testid="log-table"]'
const plain = '#plain-list'
const logRow = '[data-testid="log-row"]'

test('the window over a million rows: scrolling, typing, switching profiles', async () => {
  // Of another seed than the rows that are put in: their job ids differ.
  const zone = await startZone({ size: seen, seed: 3, ...keys })
  const folder = temporaryFolder()
  const first = await openApp(folder)
  for (const name of ['Small', 'Big']) {
    await createProfile(first.page, profileOf(zone, name))
    await expectTotal(first.page, seen)
    await first.page.getByTestId('view-archive').click()
    await expectTotal(first.page, seen)
  }
  await first.close()
  const [small = '', big = ''] = profileIds(folder)
  await seedArchive(folder, small, demoRows(some, 11))
  await seedArchive(folder, big, demoRows(many))

  const { page, close } = await openApp(folder)
  await expectTotal(page, many + seen)
  // Until the rest of the index is there.
  await page.waitForTimeout(3000)
  row('window over 1,000,000 rows', 'ours', 'plain 1,000 rows', 'ratio', 'goal')
  await scrolling(page, 'wheel', turnWheel)
  await scrolling(page, 'drag', dragBar)
  const keystrokes = await typing(page, big)
  row('keystroke in the search text to rows painted, p50', ms(keystrokes, 0.5), '–', '–', '–')
  row(
    'keystroke in the search text to rows painted, p95',
    ms(keystrokes, 0.95),
    '–',
    '–',
    '≤ 100 ms'
  )
  const switches = await switching(page, 30)
  row('switch of profile to rows painted, p50', ms(switches, 0.5), '–', '–', '–')
  row('switch of profile to rows painted, p95', ms(switches, 0.95), '–', '–', '≤ 150 ms')
  await close()
  await zone.stop()
})

const ms = (times: readonly number[], p: number) => `${quantile(times, p).toFixed(1)} ms`

type Scroll = (page: Page, selector: string, duration: number) => Promise<void>

async function scrolling(page: Page, name: string, scroll: Scroll): Promise<void> {
  const ours = await watched(page, table, scroll)
  await showPlainList(page, 1000)
  const peer = await watched(page, plain, scroll)
  await hidePlainList(page)
  for (const p of [0.5, 0.95]) {
    const [a, b] = [quantile(ours.times, p), quantile(peer.times, p)]
    const goal = p === 0.5 ? '–' : '≤ 1.2'
    const what = `frame while scrolling by ${name}, p${p * 100}`
    row(what, `${a.toFixed(1)} ms`, `${b.toFixed(1)} ms`, (a / b).toFixed(2), goal)
  }
  const mean = ({ times }: Frames) => times.reduce((sum, time) => sum + time, 0) / times.length
  const [a, b] = [mean(ours), mean(peer)]
  row(`… mean`, `${a.toFixed(1)} ms`, `${b.toFixed(1)} ms`, (a / b).toFixed(2), '≤ 1.2')
  const part = ({ painted }: Frames) => `${(painted * 100).toFixed(1)} %`
  row('… frames with rows', part(ours), part(peer), '–', '≥ 95 %')
  const long = ({ longTasks }: Frames) =>
    `${longTasks.length}${longTasks.length > 0 ? `, ${Math.max(...longTasks).toFixed(0)} ms` : ''}`
  row('… tasks over 50 ms', long(ours), long(peer), '–', 'none')
}

async function watched(page: Page, selector: string, scroll: Scroll): Promise<Frames> {
  await watchFrames(page, selector, logRow)
  await scroll(page, selector, scrollMs)
  return framesSeen(page)
}

/** Words typed letter by letter; every letter is a search of its own. */
const words = ['restart', 'failed', '节点', 'queue', 'usr-', '添加', 'cl-a', 'timeout']

/** From the event of each key to the first frame after the rows of its search are in place, ms. */
async function typing(page: Page, profileId: string): Promise<number[]> {
  const prefixes = words.flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1)))
  const totals = await totalsOf(page, profileId, prefixes)
  const field = page.getByTestId('archive-text')
  const times: number[] = []
  for (const word of words) {
    await field.fill('')
    await expectTotal(page, many + seen)
    await field.focus()
    for (const [at, letter] of [...word].entries()) {
      const before = at === 0 ? many + seen : totals.get(word.slice(0, at))
      const total = totals.get(word.slice(0, at + 1)) ?? 0
      const taken = await painted(page, 'input', total, () => page.keyboard.insertText(letter))
      // A letter that leaves the same rows cannot be told from one that did nothing.
      if (total !== before) times.push(taken)
    }
  }
  await field.fill('')
  await expectTotal(page, many + seen)
  return times
}

async function totalsOf(page: Page, id: string, texts: string[]): Promise<Map<string, number>> {
  const totals = await page.evaluate(
    async ({ id, texts }) => {
      const all: [string, number][] = []
      for (const text of texts) {
        const parameters = { reverse: 1, limit: 100, offset: 0 }
        const selection = { profileIds: [id], parameters, filter: { text } }
        const answer = await window.oplog.call('archive.page', { selection }, `total-${text}`)
        const { value } = JSON.parse(answer) as { value: { total: number } }
        all.push([text, value.total])
      }
      return all
    },
    { id, texts }
  )
  return new Map(totals)
}

/**
 * From the event of a kind that `act` makes to the frame that shows so many rows in all, ms. It is
 * measured in the page; the listener stands before the event comes.
 */
async function painted(
  page: Page,
  event: 'input' | 'keydown',
  total: number,
  act: () => Promise<void>
): Promise<number> {
  await page.evaluate(
    ({ event, total }) => {
      const taken = new Promise<number>((resolve) => {
        const begin = ({ timeStamp }: Event) => {
          const look = () => {
            const shown = document.querySelector('[data-testid="log-total"]')
            const rows = document.querySelector('[data-testid="log-row"]')
            const there = shown?.getAttribute('data-total') === total
            if (!there || (total !== '0' && !rows)) {
              requestAnimationFrame(look)
              return
            }
            // A message is handled once the frame is laid out and painted.
            const channel = new MessageChannel()
            channel.port1.onmessage = () => resolve(performance.now() - timeStamp)
            channel.port2.postMessage(null)
          }
          requestAnimationFrame(look)
        }
        window.addEventListener(event, begin, { capture: true, once: true })
      })
      Object.assign(window, { benchTaken: taken })
    },
    { event, total: String(total) }
  )
  await act()
  return page.evaluate(() => (window as unknown as { benchTaken: Promise<number> }).benchTaken)
}

/** From the key that names a profile to the first frame with its rows, ms. */
async function switching(page: Page, rounds: number): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const toSmall = round % 2 === 0
    const total = (toSmall ? some : many) + seen
    const press = () => page.keyboard.press(toSmall ? 'Control+1' : 'Control+2')
    times.push(await painted(page, 'keydown', total, press))
    await page.waitForTimeout(200)
  }
  return times
}
