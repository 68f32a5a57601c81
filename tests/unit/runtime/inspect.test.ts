import { posix, win32 } from 'node:path'
import { expect, test } from 'vitest'
import { wrongFiles } from '../../../electron/runtime/package/inspect.mjs'
import { addonFiles } from '../../../electron/runtime/package/stage.mjs'

const addons = addonFiles({ evaluation: false })

/** What a right package holds, in the paths of one system. */
function rightPackage({ join }: Pick<typeof posix, 'join'>) {
  const wanted = [
    'package.json',
    join('out', 'main', 'index.js'),
    join('node_modules', 'keytar', 'lib', 'keytar.js'),
    join('node_modules', 'keytar', 'build', 'Release', 'keytar.node')
  ]
  return {
    wanted,
    packed: wanted,
    unpacked: [join('node_modules', 'keytar', 'build', 'Release', 'keytar.node')],
    around: ['resources.pak', join('locales', 'zh-CN.pak'), join('resources', 'app.asar')],
    addons
  }
}

test.each([
  ['Windows', win32],
  ['the others', posix]
])('a package is looked into with the paths of %s', (_system, { join }) => {
  const right = rightPackage({ join })
  expect(wrongFiles(right)).toEqual([])
  expect(wrongFiles({ ...right, unpacked: [] })).toEqual([
    'missing: node_modules/keytar/build/Release/keytar.node'
  ])
  expect(
    wrongFiles({
      ...right,
      packed: right.wanted.slice(1),
      unpacked: [...right.unpacked, join('node_modules', 'keytar', 'binding.gyp')],
      around: [...right.around, join('resources', 'default_app.asar')]
    })
  ).toEqual([
    'missing: package.json',
    'does not belong: node_modules/keytar/binding.gyp',
    'does not belong: resources/default_app.asar'
  ])
})
