import type { WindowPlace } from '#shared/settings'

/** A part of the desktop, px. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const smallest = { width: 900, height: 560 }
const standard = { width: 1440, height: 900 }
/** So much of the window's upper edge must be on a screen, or it could not be dragged back, px. */
const grip = { width: 120, height: 32 }

/**
 * Where the window opens: where it was, or, where no screen shows that any more, in the middle of the
 * first one, and never larger than its screen.
 * @param screens what each screen has for windows, the main one first
 */
export function placeWindow(
  remembered: WindowPlace | null,
  screens: readonly Area[]
): Partial<Area> & { width: number; height: number } {
  const wanted = remembered ?? standard
  const screen = (remembered && screenOf(remembered, screens)) ?? screens[0]
  if (!screen) return { width: wanted.width, height: wanted.height }
  const width = Math.max(smallest.width, Math.min(wanted.width, screen.width))
  const height = Math.max(smallest.height, Math.min(wanted.height, screen.height))
  if (remembered && reachable(remembered, screens)) {
    return { x: remembered.x, y: remembered.y, width, height }
  }
  if (!remembered) return { width, height }
  const x = Math.round(screen.x + Math.max(0, screen.width - width) / 2)
  const y = Math.round(screen.y + Math.max(0, screen.height - height) / 2)
  return { x, y, width, height }
}

function reachable(window: Area, screens: readonly Area[]): boolean {
  const edge = { ...window, height: grip.height }
  return screens.some((screen) => {
    const { width, height } = overlap(edge, screen)
    return width >= Math.min(grip.width, window.width) && height >= grip.height / 2
  })
}

/** The screen that shows most of the window. */
function screenOf(window: Area, screens: readonly Area[]): Area | null {
  let best: Area | null = null
  let most = 0
  for (const screen of screens) {
    const { width, height } = overlap(window, screen)
    if (width * height > most) [best, most] = [screen, width * height]
  }
  return best
}

function overlap(a: Area, b: Area): { width: number; height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return { width: Math.max(0, width), height: Math.max(0, height) }
}
