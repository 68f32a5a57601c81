import type { Page } from 'playwright/test'

/** What a reader saw while scrolling. */
export interface Frames {
  /** From one frame to the next, ms. */
  times: number[]
  /** Part of the frames that showed rows, and nothing but rows, in the places looked at; 0 to 1. */
  painted: number
  /** Tasks of the window longer than 50 ms, ms each. */
  longTasks: number[]
}

interface Watch {
  stop: () => Frames
}

/** Watches each frame of an element that scrolls rows. */
export async function watchFrames(page: Page, scroller: string, row: string): Promise<void> {
  await page.evaluate(
    ({ scroller, row }) => {
      const times: number[] = []
      const longTasks: number[] = []
      let [frames, painted, last, running] = [0, 0, 0, true]
      const observer = new PerformanceObserver((list) => {
        longTasks.push(...list.getEntries().map(({ duration }) => duration))
      })
      observer.observe({ type: 'longtask' })
      const box = document.querySelector(scroller)?.getBoundingClientRect() ?? new DOMRect()
      // Below the head, in the middle, and at the lower edge.
      const heights = [60, box.height / 2, box.height - 40]
      const isRow = (y: number) =>
        document.elementFromPoint(box.x + 200, box.y + y)?.closest(row) !== null
      const look = (now: number) => {
        if (!running) return
        if (last > 0) times.push(now - last)
        last = now
        frames++
        if (heights.every(isRow)) painted++
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
      const watch: Watch = {
        stop: () => {
          running = false
          observer.disconnect()
          return { times, painted: painted / frames, longTasks }
        }
      }
      Object.assign(window, { benchWatch: watch })
    },
    { scroller, row }
  )
}

export function framesSeen(page: Page): Promise<Frames> {
  return page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.stop())
}

const stepMs = 16

/** Turns the wheel over a point, three rows a step, for so long: down, and back up now and then. */
export async function turnWheel(page: Page, selector: string, ms: number): Promise<void> {
  const box = await boxOf(page, selector)
  await page.mouse.move(box.x + 200, box.y + box.height / 2)
  await every(ms, async (part) => {
    await page.mouse.wheel(0, Math.floor(part * 8) % 4 === 3 ? -93 : 93)
  })
}

/** Drags the bar from one end to the other and back, for so long. */
export async function dragBar(page: Page, selector: string, ms: number): Promise<void> {
  const box = await boxOf(page, selector)
  const x = box.x + box.width - 7
  const [from, to] = [box.y + 40, box.y + box.height - 30]
  await page.mouse.move(x, from)
  await page.mouse.down()
  await every(ms, async (part) => {
    const there = part < 0.5 ? part * 2 : 2 - part * 2
    await page.mouse.move(x, from + (to - from) * there)
  })
  await page.mouse.up()
}

async function every(ms: number, act: (part: number) => Promise<void>): Promise<void> {
  const start = performance.now()
  for (let now = start; now - start < ms; now = performance.now()) {
    await act((now - start) / ms)
    const left = stepMs - (performance.now() - now)
    if (left > 0) await new Promise((resume) => setTimeout(resume, left))
  }
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not in sight`)
  return box
}

/**
 * Lays a plain list over the table: so many copies of a row of the table as it is, all in the
 * document, scrolled by the browser alone. What an app without windowing would show.
 */
export async function showPlainList(page: Page, rows: number): Promise<void> {
  await page.evaluate((count) => {
    const table = document.querySelector<HTMLElement>('[data-testid="log-table"]')
    const row = table?.querySelector<HTMLElement>('[data-testid="log-row"]')
    if (!table || !row) throw new Error('no row to copy')
    const box = table.getBoundingClientRect()
    const list = document.createElement('div')
    list.id = 'plain-list'
    list.style.cssText = `position:fixed;overflow:auto;z-index:5;background:var(--background);left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`
    for (let number = 0; number < count; number++) {
      const copy = row.cloneNode(true) as HTMLElement
      copy.style.position = 'static'
      copy.style.transform = ''
      list.append(copy)
    }
    table.parentElement?.append(list)
  }, rows)
}

export async function hidePlainList(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('plain-list')?.remove())
}
