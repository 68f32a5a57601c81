import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ensureLibraries } from '../../../electron/runtime/libraries.mjs'
import { Stop } from '../../../electron/runtime/say.mjs'

const onDebian = existsSync('/usr/bin/dpkg-query')

test.runIf(onDebian)('whoever is not root gets the exact command', async () => {
  const missing = async () => ['libnss3', 'xvfb']
  const failure: unknown = await ensureLibraries([], { root: false, missing }).catch(
    (error: unknown) => error
  )
  // A Stop is shown as a sentence, without a stack.
  expect(failure).toBeInstanceOf(Stop)
  expect(String(failure)).toMatch(/as root:\n {2}apt-get install .*libnss3 xvfb$/)
})

test('where nothing is missing nothing is said or done', async () => {
  await expect(
    ensureLibraries([], { root: false, missing: async () => [] })
  ).resolves.toBeUndefined()
})
