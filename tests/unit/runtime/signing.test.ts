import { expect, test } from 'vitest'
import { withoutEmptyKeys } from '../../../electron/runtime/package/signing.mjs'

test('a signing key that a workflow leaves empty counts as none', () => {
  const names = ['CSC_LINK', 'CSC_KEY_PASSWORD', 'WIN_CSC_LINK', 'APPLE_ID', 'APPLE_TEAM_ID']
  const empty = Object.fromEntries(names.map((name) => [name, '']))
  expect(withoutEmptyKeys({ ...empty, PATH: '/bin', OPLOG_FEED_URL: '' })).toEqual({
    PATH: '/bin',
    OPLOG_FEED_URL: ''
  })
  const given = Object.fromEntries(names.map((name) => [name, 'given']))
  expect(withoutEmptyKeys(given)).toEqual(given)
})
