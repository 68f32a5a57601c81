import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addonEnvironment } from '../../../electron/runtime/addons.mjs'

const prefix = mkdtempSync(join(tmpdir(), 'oplog-node-'))
const node = join(prefix, 'bin', 'node')
const nodedir = 'npm_package_config_node_gyp_nodedir'

test('addons are built for a Node-API that every supported runtime knows', () => {
  const env = addonEnvironment({ PATH: '/bin' }, node)
  // Node 20, inside the oldest Electron supported, knows 9; Node 24 would build for 10.
  expect(Number(env['npm_package_config_node_gyp_napi_build_version'])).toBeLessThanOrEqual(9)
  expect(env['PATH']).toBe('/bin')
})

test('headers beside Node are used, unless the user named others', () => {
  expect(addonEnvironment({}, node)).not.toHaveProperty(nodedir)
  mkdirSync(join(prefix, 'include', 'node'), { recursive: true })
  writeFileSync(join(prefix, 'include', 'node', 'node_api.h'), '')
  expect(addonEnvironment({}, node)).toHaveProperty(nodedir, prefix)
  expect(addonEnvironment({ npm_config_nodedir: '/own' }, node)).not.toHaveProperty(nodedir)
})
