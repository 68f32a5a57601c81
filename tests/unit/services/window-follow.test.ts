import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { followPlace } from '../../../electron/services/window-follow'

const place = { x: 40, y: 30, width: 1180, height: 740 }
const screen = { x: 0, y: 0, width: 1920, height: 1040 }

/** A window as a window manager keeps it: its own place, and whether it fills the screen. */
class DeskWindow extends EventEmitter {
  normal = place
  state: 'normal' | 'maximized' | 'minimized' = 'normal'

  getNormalBounds = () => this.normal
  getBounds = () => (this.isMaximized() ? screen : this.normal)
  isMaximized = () => this.state === 'maximized'
  isMinimized = () => this.state === 'minimized'
  maximize = () => this.become('maximized')

  become(state: DeskWindow['state']): void {
    this.state = state
    this.emit('resize')
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

test('a window that was maximized is again, and keeps where it was before', () => {
  const first = new DeskWindow()
  const kept = vi.fn()
  followPlace(first, null, kept)
  expect(first.isMaximized()).toBe(false)
  first.maximize()
  first.emit('close')
  expect(kept).toHaveBeenCalledExactlyOnceWith({ ...place, maximized: true })

  const second = new DeskWindow()
  followPlace(second, kept.mock.lastCall?.[0], kept)
  expect(second.getBounds()).toEqual(screen)
  second.become('normal')
  vi.runAllTimers()
  expect(kept).toHaveBeenLastCalledWith({ ...place, maximized: false })
  expect(second.getBounds()).toEqual(place)
})

test('the place is kept once the window rests, not at each step of a drag', () => {
  const window = new DeskWindow()
  const kept = vi.fn()
  followPlace(window, { ...place, maximized: false }, kept)
  for (let x = 50; x <= 150; x += 10) {
    window.normal = { ...place, x }
    window.emit('move')
    vi.advanceTimersByTime(20)
  }
  expect(kept).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(kept).toHaveBeenCalledExactlyOnceWith({ ...place, x: 150, maximized: false })
})

test('a minimized window does not lose the place it had', () => {
  const window = new DeskWindow()
  const kept = vi.fn()
  followPlace(window, null, kept)
  window.become('minimized')
  window.emit('close')
  vi.runAllTimers()
  expect(kept).not.toHaveBeenCalled()
})
