import { Server } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createDemo } from '../../../electron/main/demo-zone'

afterEach(() => vi.restoreAllMocks())

test('a demo zone that could not start is started by the next call', async () => {
  vi.spyOn(Server.prototype, 'listen').mockImplementationOnce(function (this: Server) {
    setImmediate(() => this.emit('error', new Error('too many open files')))
    return this
  })
  const demo = createDemo(
    () => Date.UTC(2026, 10, 20),
    () => 'en'
  )
  await expect(demo.endpoint()).rejects.toThrow('too many open files')
  expect(await demo.endpoint()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/)
  await demo.stop()
})

test('its profile is named in the language it is added in', () => {
  let language: 'en' | 'zh-CN' = 'zh-CN'
  const demo = createDemo(
    () => 0,
    () => language
  )
  expect(demo.profile.name).toBe('演示区域')
  language = 'en'
  expect(demo.profile.name).toBe('Demo zone')
})
