import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { folderTrouble, startFailure } from '../../../electron/services/start-failure'

test('why the app cannot start is said in either language, with the file at fault', () => {
  const codes = [
    'disk-full',
    'permission-denied',
    'write-failed',
    'read-failed',
    'config-newer'
  ] as const
  for (const code of codes) {
    const error = new AppError(code, 'fixed', {
      detail: { path: '/data/config.json' },
      cause: new Error('EBUSY: resource busy')
    })
    const [en, zh] = [startFailure(error, 'en'), startFailure(error, 'zh-CN')]
    expect([en.title, zh.title]).toEqual(['Oplog cannot start', 'Oplog 无法启动'])
    for (const { text } of [en, zh]) expect(text).toContain('/data/config.json')
    expect(zh.text).toMatch(/。$/)
  }
  expect(startFailure(new TypeError('x is undefined'), 'en').text).toBe(
    'Something unexpected happened: x is undefined'
  )
  expect(startFailure('text', 'zh-CN').text).toContain('text')
})

test('a data folder that cannot be made is found, one that can is left as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-data-'))
  expect(folderTrouble(folder)).toBeNull()
  expect(readdirSync(folder)).toEqual([])
  expect(folderTrouble(join(folder, 'new'))).toBeNull()
  writeFileSync(join(folder, 'file'), '')
  for (const path of [join(folder, 'file'), join(folder, 'file', 'below')]) {
    expect(folderTrouble(path)).toMatchObject({ code: 'write-failed', detail: { path } })
  }
})
