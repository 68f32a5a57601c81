import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clear, report } from '../../../electron/runtime/package/artifacts.mjs'
import { setTimes } from '../../../electron/runtime/package/leftovers.mjs'

const folders = ['linux-unpacked', 'win-unpacked', 'win-arm64-unpacked', 'mac', 'mac-arm64']
const files = [
  'oplog-1.2.3-linux-amd64.deb',
  'oplog-evaluation-1.2.3-linux-x64.tar.gz',
  'oplog-1.2.3-setup-x64.exe',
  'oplog-1.2.3-setup-x64.exe.blockmap',
  'latest-linux.yml',
  'latest-linux.yml.sig',
  'builder-debug.yml',
  'SHA256SUMS'
]

/** A folder with an entry of each name; folders hold a file. */
function folderWith(names: readonly string[], within: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-output-'))
  for (const name of names) writeFileSync(join(folder, name), name)
  for (const name of within) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'file'), name)
  }
  return folder
}

test('what an earlier build left goes', async () => {
  const folder = folderWith(files, folders)
  await clear(folder)
  expect(readdirSync(folder)).toEqual([])
  await clear(join(folder, 'new'))
})

test('everything else in the folder named for the packages stays, and is not among them', async () => {
  const others = ['package.json', 'backup.tar.gz', 'photos.zip', 'oplog.txt', 'latest.txt']
  const folder = folderWith([...others, ...files], ['.git', 'macros', 'src'])
  await clear(folder)
  const left = [...others, '.git', 'macros', 'src'].sort()
  expect(readdirSync(folder).sort()).toEqual(left)
  await report(folder)
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe('')
  const before = statSync(join(folder, 'src', 'file')).mtimeMs
  await setTimes({ output: folder, time: 1 })
  expect(statSync(join(folder, 'src', 'file')).mtimeMs).toBe(before)
})
