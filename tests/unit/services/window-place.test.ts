import { expect, test } from 'vitest'
import { placeWindow } from '../../../electron/services/window-place'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 2560, height: 1400 }
const was = { x: 2100, y: 100, width: 1500, height: 1000, maximized: false }

test('opens where it was, on the screen where it was', () => {
  const { maximized: _, ...place } = was
  expect(placeWindow(was, [left, right])).toEqual(place)
})

test('is brought back when its screen is gone', () => {
  expect(placeWindow(was, [left])).toEqual({ x: 210, y: 20, width: 1500, height: 1000 })
})

test('is brought back when its upper edge cannot be reached any more', () => {
  const above = placeWindow({ ...was, x: 200, y: -300 }, [left])
  expect(above).toMatchObject({ x: 210, y: 20 })
  const sliver = placeWindow({ ...was, x: 1900, y: 10 }, [left])
  expect(sliver).toMatchObject({ x: 210, y: 20 })
})

test('is brought back on the screen that shows most of it', () => {
  for (const screens of [
    [left, right],
    [right, left]
  ]) {
    const onRight = placeWindow({ ...was, x: 1500, y: -300 }, screens)
    expect(onRight).toMatchObject({ x: 2450, y: 200 })
    const onLeft = placeWindow({ ...was, x: 600, y: -300 }, screens)
    expect(onLeft).toMatchObject({ x: 210, y: 20 })
  }
})

test('a window that sticks out but can be dragged stays where its owner put it', () => {
  expect(placeWindow({ ...was, x: 1700, y: 500 }, [left])).toMatchObject({ x: 1700, y: 500 })
})

test('is never larger than its screen, nor smaller than what it needs', () => {
  const huge = placeWindow({ ...was, x: 0, y: 0, width: 5000, height: 3000 }, [left])
  expect(huge).toMatchObject({ width: 1920, height: 1040 })
  const tiny = placeWindow({ ...was, x: 0, y: 0, width: 10, height: 10 }, [left])
  expect(tiny).toMatchObject({ width: 900, height: 560 })
})

test('the first time the system chooses the place', () => {
  expect(placeWindow(null, [left, right])).toEqual({ width: 1440, height: 900 })
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 720 }])).toEqual({
    width: 1280,
    height: 720
  })
})
