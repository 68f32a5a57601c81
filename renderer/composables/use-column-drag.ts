import { onUnmounted, ref, type Ref } from 'vue'
import type { ColumnField } from '#shared/operation'

interface Options {
  /** The row of heads. */
  head: Readonly<Ref<HTMLElement | null>>
  fields: () => readonly ColumnField[]
  /** Dropped before the column at this place; the number of columns: at the end. */
  drop: (field: ColumnField, place: number) => void
}

/** px a press may wander and still be a click. */
const slack = 5
/** px beside an edge in which the table scrolls sideways. */
const edge = 36

/** A head that is dragged to another place. */
export function useColumnDrag({ head, fields, drop }: Options) {
  const dragged = ref<ColumnField | null>(null)
  const place = ref(-1)
  let pressed: { field: ColumnField; x: number } | null = null
  let scrolling: number | undefined

  function begin(event: PointerEvent, field: ColumnField): void {
    if (event.button !== 0) return
    pressed = { field, x: event.clientX }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', cancel, true)
  }

  function move({ clientX }: PointerEvent): void {
    if (!pressed) return
    if (!dragged.value && Math.abs(clientX - pressed.x) < slack) return
    dragged.value = pressed.field
    place.value = placeAt(clientX)
    scrollAt(clientX)
  }

  /** Heads are few and the pointer alone asks, so they are looked at anew: some of them stay when others scroll. */
  function placeAt(x: number): number {
    const cells = [...(head.value?.querySelectorAll<HTMLElement>('[data-head]') ?? [])]
    const found = cells.findIndex((cell) => {
      const { left, width } = cell.getBoundingClientRect()
      return x < left + width / 2
    })
    return found < 0 ? cells.length : found
  }

  function scrollAt(x: number): void {
    cancelAnimationFrame(scrolling ?? 0)
    const scroller = head.value?.parentElement
    const box = scroller?.getBoundingClientRect()
    if (!scroller || !box || !dragged.value) return
    const by = x > box.right - edge ? 9 : x < box.left + edge ? -9 : 0
    if (by === 0) return
    scrolling = requestAnimationFrame(() => {
      scroller.scrollLeft += by
      place.value = placeAt(x)
      scrollAt(x)
    })
  }

  function end(): void {
    const [field, to] = [dragged.value, place.value]
    const from = field ? fields().indexOf(field) : -1
    stop()
    if (!field) return
    // The button below would take it for a click, and sort.
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, true))
    if (to !== from && to !== from + 1) drop(field, to)
  }

  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !dragged.value) return
    event.preventDefault()
    event.stopPropagation()
    stop()
  }

  function stop(): void {
    pressed = dragged.value = null
    place.value = -1
    cancelAnimationFrame(scrolling ?? 0)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', cancel, true)
  }

  onUnmounted(stop)
  return { dragged, place, begin }
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
