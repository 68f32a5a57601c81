import type { WindowPlace } from '#shared/settings'
import type { Area } from './window-place'

/** After the last move the place is remembered, ms. */
const restMs = 500

/** What of a window is needed to remember and restore its place. */
export interface PlacedWindow {
  /** Where it is while it is not maximized, px. */
  getNormalBounds: () => Area
  isMaximized: () => boolean
  isMinimized: () => boolean
  maximize: () => void
  on: ((event: 'resize', listener: () => void) => unknown) &
    ((event: 'move', listener: () => void) => unknown) &
    ((event: 'close', listener: () => void) => unknown)
}

/**
 * Maximizes a window that was, which stands where it was before that already, and from then on
 * remembers the place once the window rests, so that a crash does not lose it, and at the end.
 */
export function followPlace(
  window: PlacedWindow,
  was: WindowPlace | null,
  keepPlace: (place: WindowPlace) => void
): void {
  let resting: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(resting)
    if (window.isMinimized()) return
    const { x, y, width, height } = window.getNormalBounds()
    keepPlace({ x, y, width, height, maximized: window.isMaximized() })
  }
  const soon = () => {
    clearTimeout(resting)
    resting = setTimeout(keep, restMs)
  }
  if (was?.maximized) window.maximize()
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', keep)
}
