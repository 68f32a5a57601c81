import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createOpener } from '../../../electron/services/opener'

const folder = mkdtempSync(join(tmpdir(), 'oplog-opener-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a folder is made before it is opened', async () => {
  const opened: string[] = []
  const opener = createOpener({
    openPath: async (path) => {
      opened.push(path)
      return ''
    },
    openExternal: async () => undefined
  })
  const logs = join(folder, 'logs')
  await opener.folder(logs)
  expect([opened, existsSync(logs)]).toEqual([[logs], true])
})

test('what could not be opened is named, whichever way the desktop says so', async () => {
  const opener = createOpener({
    openPath: async () => 'no program is known for folders',
    openExternal: () => Promise.reject(new Error('no browser'))
  })
  const failed = (path: string) => ({ code: 'open-failed', detail: { path } })
  await expect(opener.folder(folder)).rejects.toMatchObject(failed(folder))
  await expect(opener.page('https://a.example/')).rejects.toMatchObject(
    failed('https://a.example/')
  )
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(opener.folder(join(file, 'logs'))).rejects.toMatchObject(failed(join(file, 'logs')))
})
