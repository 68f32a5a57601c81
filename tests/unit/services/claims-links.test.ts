import { expect, test } from 'vitest'
import { claimsLinks } from '../../../electron/services/claims-links'

test('only a release that Windows has installed tells the system that it opens links', () => {
  const installed = { platform: 'win32', release: true, portable: undefined }
  expect(claimsLinks(installed)).toBe(true)
  expect(claimsLinks({ ...installed, release: false })).toBe(false)
  expect(claimsLinks({ ...installed, portable: 'D:\\Oplog.exe' })).toBe(false)
  // Their packages do.
  for (const platform of ['darwin', 'linux']) {
    expect(claimsLinks({ ...installed, platform })).toBe(false)
  }
})
