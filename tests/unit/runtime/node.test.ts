import { expect, test } from 'vitest'
import { refuseOldNode } from '../../../electron/runtime/node.mjs'
import { Stop } from '../../../electron/runtime/say.mjs'

function refused(node: string, platform: string, arch: string): boolean {
  try {
    refuseOldNode({ versions: { node }, platform, arch })
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(Stop)
    expect(String(error)).toMatch(/Node 20.19.0 is too old here: install Node 24 or newer/)
    return true
  }
}

test('an old Node is refused where no newer one is fetched', () => {
  for (const [platform, arch] of [
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
    ['win32', 'x64']
  ] as const) {
    expect(refused('20.19.0', platform, arch)).toBe(true)
    expect(refused('24.0.0', platform, arch)).toBe(false)
  }
  expect(refused('20.19.0', 'linux', 'x64')).toBe(false)
})
