import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ensureLibraries, forWindow } from '../../../electron/runtime/libraries.mjs'
import { Stop } from '../../../electron/runtime/say.mjs'

const onDebian = existsSync('/usr/bin/dpkg-query')

/** What somebody who is not root is told; a Stop is shown as a sentence, without a stack. */
async function toldWithout(wanted: string[], installed: string[], known: string[]) {
  const failure: unknown = await ensureLibraries(wanted, {
    root: false,
    installed: async () => installed.map((name) => `${name} installed\n`).join(''),
    known: async () => `${known.join('\n')}\n`
  }).catch((error: unknown) => error)
  if (failure !== undefined) expect(failure).toBeInstanceOf(Stop)
  return failure === undefined ? null : String(failure)
}

test.runIf(onDebian)('whoever is not root gets the exact command', async () => {
  const wanted = ['libnss3', 'xvfb', 'xauth']
  const told = await toldWithout(wanted, ['xauth'], wanted)
  expect(told).toMatch(/as root:\n {2}apt-get install .*recommends libnss3 xvfb$/)
})

test.runIf(onDebian)('a library that bears a newer name is there, or installed by it', async () => {
  const wanted = ['libcups2 | libcups2t64', 'libgtk-3-0 | libgtk-3-0t64', 'libnss3']
  const names = ['libcups2t64', 'libgtk-3-0t64', 'libnss3']
  expect(await toldWithout(wanted, names, names)).toBeNull()
  expect(await toldWithout(wanted, ['libnss3', 'libcups2'], names)).toMatch(
    /recommends libgtk-3-0t64$/
  )
  expect(await toldWithout(wanted, [], ['libcups2', 'libgtk-3-0', 'libnss3'])).toMatch(
    /recommends libcups2 libgtk-3-0 libnss3$/
  )
  // No list of packages has been fetched yet.
  expect(await toldWithout(wanted, [], [])).toMatch(/recommends libcups2 libgtk-3-0 libnss3$/)
})

test.runIf(onDebian)('nothing of a window is missed where all bear the newer names', async () => {
  const newer = forWindow.map((entry) => entry.split(' | ').at(-1) ?? entry)
  expect(newer).toContain('libasound2t64')
  expect(await toldWithout(forWindow, newer, newer)).toBeNull()
})

test('where nothing is missing nothing is said or done', async () => {
  expect(await toldWithout([], [], [])).toBeNull()
})
