import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Config } from '#shared/settings'
import { purgeTemporary, putBrokenAside } from '../../../electron/services/config-file'

function folderWith(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-config-'))
  if (content !== undefined) writeFileSync(join(folder, 'config.json'), content)
  return folder
}

test('a file that holds no settings is put aside as it is, and that is said', () => {
  for (const content of ['', '{"profiles": [', 'null', '{"profiles": 1}']) {
    const folder = folderWith(content)
    const [notice, ...more] = putBrokenAside(folder)
    expect([notice?.code, more]).toEqual(['config-broken', []])
    expect(readFileSync(notice?.path ?? '', 'utf8')).toBe(content)
    expect(readdirSync(folder)).toHaveLength(1)
  }
})

test('settings stay where they are, and so does a folder without any', () => {
  const folder = folderWith(JSON.stringify(Config.parse({})))
  expect(putBrokenAside(folder)).toEqual([])
  expect(readdirSync(folder)).toEqual(['config.json'])
  expect(putBrokenAside(folderWith())).toEqual([])
  expect(putBrokenAside(join(folder, 'new'))).toEqual([])
})

test('settings that cannot be read for now are not put aside', () => {
  const folder = folderWith()
  // Whoever runs this, a folder cannot be read as a file.
  mkdirSync(join(folder, 'config.json'))
  expect(() => putBrokenAside(folder)).toThrow(
    expect.objectContaining({
      code: 'read-failed',
      detail: { path: join(folder, 'config.json') }
    }) as Error
  )
  expect(readdirSync(folder)).toEqual(['config.json'])
})

test('what a killed process left behind goes', () => {
  const folder = folderWith('{}')
  for (const name of ['config.json.tmp-123', '.oplog-1-2.part'])
    writeFileSync(join(folder, name), '')
  purgeTemporary(folder)
  expect(readdirSync(folder)).toEqual(['config.json'])
})
