import { computed, nextTick, onMounted, onUnmounted, ref, watch, type Ref } from 'vue'

interface Options {
  scroller: Readonly<Ref<HTMLElement | null>>
  count: () => number
  /** px */
  rowHeight: () => number
  /** Height of the head that stays in sight, px. */
  head: number
  /** Room below the last row, px: a row that is gone to stands above what floats there. */
  foot: number
  /** The row that stays in sight where the view gets smaller; negative: none. */
  kept: () => number
  /** Whether rows are at hand, both ends included; it may change by itself. */
  ready: (first: number, last: number) => boolean
  /** Asks for rows. */
  need: (first: number, last: number) => void
}

/** Browsers cap an element near 16.7 million device pixels; at 200 % zoom that is half of it. */
const tallest = 6_000_000
/** Rows drawn above and below the ones in sight. */
const spare = 6
const baseRows = 256
/** After scrolling, the bar is put where the rows are, ms. */
const settleMs = 180
/** How long a leap waits for its rows before it shows that they are still on their way, ms. */
const patienceMs = 150

/**
 * Rows of one height in a scrolling element that may be too tall for the browser. Up to `tallest`
 * the bar says where the rows are; past it the body is shorter than its rows: a small step of the
 * bar (wheel, touch) moves the rows by as many pixels, a leap (dragging the bar) moves them in
 * proportion. `offset` is what counts, and the bar follows once scrolling rests.
 */
export function useRowWindow(options: Options) {
  const { scroller, count, rowHeight, head, foot } = options
  /** Where the upper edge of the view stands among all rows, px. */
  const offset = ref(0)
  const view = ref(600)
  /** px */
  const viewWidth = ref(900)
  /** Where a leap is going whose rows are on their way, px; what stood in sight stays until then. */
  const landing = ref<number | null>(null)
  let nextLeap: number | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  let bar = 0
  let settling: ReturnType<typeof setTimeout> | undefined
  let observer: ResizeObserver | undefined

  const allRows = computed(() => count() * rowHeight())
  const bodyHeight = computed(() => Math.min(allRows.value, tallest))
  const scaled = computed(() => allRows.value > tallest)
  const first = computed(() => firstAt(offset.value))
  const last = computed(() => lastAt(offset.value))
  const drawn = computed(() => {
    const from = Math.max(0, Math.min(first.value, last.value) - spare)
    const to = Math.min(count() - 1, last.value + spare)
    return { from, to }
  })
  /** Rows are placed from here on, so that a row that stays in sight keeps its place in the layer. */
  const base = computed(() => Math.floor(drawn.value.from / baseRows) * baseRows)
  /** Where the layer stands, px below the head. */
  const top = computed(() => base.value * rowHeight() - offset.value)

  function firstAt(px: number): number {
    return Math.max(0, Math.floor(px / rowHeight()))
  }
  function lastAt(px: number): number {
    return Math.min(count() - 1, Math.floor((px + view.value - 1) / rowHeight()))
  }
  const lastOffset = () => Math.max(0, allRows.value + foot - view.value)

  function clamp(px: number): number {
    return Math.min(Math.max(0, px), scaled.value ? lastOffset() : Infinity)
  }

  /** Reads what the reader did to the bar. */
  function scrolled(): void {
    const element = scroller.value
    if (!element) return
    const step = element.scrollTop - bar
    bar = element.scrollTop
    const leap = Math.abs(step) > 3 * view.value
    if (!scaled.value) {
      if (leap || landing.value !== null) leapTo(bar)
      else offset.value = bar
      return
    }
    if (step === 0) return
    const end = element.scrollHeight - element.clientHeight
    if (leap) leapTo((bar / end) * lastOffset())
    else if (landing.value !== null) leapTo((nextLeap ?? landing.value) + step)
    else offset.value = clamp(offset.value + step)
    // Near an end the bar would stop before the rows do.
    const nearEnd = Math.min(bar, end - bar) < 2 * view.value
    clearTimeout(settling)
    if (nearEnd && !leap) settle()
    else settling = setTimeout(settle, settleMs)
  }

  /**
   * A dragged bar leaps to other rows each frame, faster than they can come. So each leap is carried
   * out once its rows are there, and those it overtook are left out: what one sees is always rows.
   */
  function leapTo(px: number): void {
    if (landing.value !== null) {
      nextLeap = px
      return
    }
    const [from, to] = [firstAt(px), lastAt(px)]
    landing.value = px
    if (options.ready(from, to)) land()
    else {
      options.need(from, to)
      patience = setTimeout(land, patienceMs)
    }
  }

  function land(): void {
    clearTimeout(patience)
    if (landing.value === null) return
    offset.value = clamp(landing.value)
    landing.value = null
    const next = nextLeap
    nextLeap = null
    if (next !== null) leapTo(next)
  }

  function stay(): void {
    clearTimeout(patience)
    landing.value = nextLeap = null
  }

  /** Puts the bar where the rows are. */
  function settle(): void {
    const element = scroller.value
    if (!element || landing.value !== null) return
    // At the top there is nothing to put right, and asking costs a layout.
    if (offset.value === 0 && bar === 0) return
    const end = element.scrollHeight - element.clientHeight
    const wanted = scaled.value ? (offset.value / Math.max(1, lastOffset())) * end : offset.value
    if (Math.abs(element.scrollTop - wanted) >= 1) element.scrollTop = wanted
    bar = element.scrollTop
    if (!scaled.value) offset.value = bar
  }

  async function moveTo(px: number): Promise<void> {
    stay()
    offset.value = clamp(px)
    await nextTick()
    settle()
  }

  /** Rows got numbers greater by so many: those in sight stay where they are, a leap lands as much further down. */
  async function moveBy(rows: number): Promise<void> {
    const px = rows * rowHeight()
    if (landing.value === null) return moveTo(offset.value + px)
    offset.value = clamp(offset.value + px)
    if (nextLeap !== null) nextLeap += px
    landing.value += px
    await nextTick()
    if (landing.value === null) settle()
    else if (scroller.value && !scaled.value) {
      scroller.value.scrollTop = nextLeap ?? landing.value
      bar = scroller.value.scrollTop
    }
  }

  function scrollToRow(row: number, align: 'nearest' | 'start' = 'nearest'): void {
    const start = row * rowHeight()
    const end = Math.min(start, start + rowHeight() + foot - view.value)
    if (align === 'start' || start < offset.value) void moveTo(start)
    else if (end > offset.value) void moveTo(end)
  }

  watch(
    () => landing.value !== null && options.ready(firstAt(landing.value), lastAt(landing.value)),
    (there) => there && land(),
    { flush: 'sync' }
  )
  watch(
    [allRows, view],
    ([, now], [, before]) => {
      if (landing.value !== null) return
      const row = options.kept()
      const end = (row + 1) * rowHeight()
      const wasInSight = end > offset.value && end <= offset.value + before
      void moveTo(offset.value)
      if (now < before && wasInSight) scrollToRow(row)
    },
    { flush: 'post' }
  )
  watch(rowHeight, (now, before) => void moveTo((offset.value / before) * now), { flush: 'sync' })

  onMounted(() => {
    const element = scroller.value
    if (!element) return
    const measure = () => {
      view.value = Math.max(rowHeight(), element.clientHeight - head)
      if (element.clientWidth > 0) viewWidth.value = element.clientWidth
    }
    // Not asked for here: that would have Chromium lay out a page that is about to get its rows.
    observer = new ResizeObserver(measure)
    observer.observe(element)
  })
  onUnmounted(() => {
    observer?.disconnect()
    clearTimeout(settling)
    stay()
  })

  return {
    offset,
    bodyHeight,
    first,
    last,
    drawn,
    base,
    top,
    view,
    viewWidth,
    scrolled,
    scrollToRow,
    moveBy
  }
}

export type RowWindow = ReturnType<typeof useRowWindow>
