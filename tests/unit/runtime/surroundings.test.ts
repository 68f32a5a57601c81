import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openSurroundings } from '../../../electron/runtime/surroundings.mjs'

const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...bare } = process.env
const canOpen =
  process.platform === 'linux' &&
  ['xvfb-run', 'dbus-run-session', 'gnome-keyring-daemon'].every((name) =>
    existsSync(`/usr/bin/${name}`)
  )

it.skipIf(!canOpen)('two windows have a display, a bus and a keychain each', async () => {
  const opened = await openSurroundings(2, bare)
  const [first = {}, second = {}] = opened.map((one) => one.env)
  const names = ['DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'HOME', 'XDG_RUNTIME_DIR']
  for (const name of names) {
    expect(first[name]).toBeTruthy()
    expect(second[name]).not.toBe(first[name])
  }
  const sockets = [first, second].map(({ DISPLAY }) => `/tmp/.X11-unix/X${DISPLAY?.slice(1)}`)
  expect(sockets.map((path) => existsSync(path))).toEqual([true, true])

  await Promise.all(opened.map((one) => one.close()))
  // Its wrapper tells a display to end and does not wait until it has.
  await expect.poll(() => sockets.some((path) => existsSync(path)), { timeout: 5000 }).toBe(false)
  expect([first, second].map(({ HOME = '/' }) => existsSync(HOME))).toEqual([false, false])
})

it('a display that is there is one, whoever asks for more', async () => {
  const opened = await openSurroundings(2, { ...bare, DISPLAY: ':4711' })
  expect(opened.map((one) => one.env['DISPLAY'])).toEqual([':4711'])
  await Promise.all(opened.map((one) => one.close()))
})
