import { expect, test } from 'vitest'
import { createSavedFiles } from '../../../electron/services/saved-files'

test('no file is shown but in a folder the user chose in a save dialog', async () => {
  const shown: string[] = []
  const answers = ['/home/a/log.csv', null]
  const { picker, showInFolder } = createSavedFiles(
    { save: async () => answers.shift() ?? null, open: async () => '/home/b/views.json' },
    (path) => shown.push(path)
  )
  const refused = expect.objectContaining({ code: 'invalid-input' })
  expect(() => showInFolder('/home/a/log.csv')).toThrow(refused)
  expect(await picker.save('log.csv', 'csv')).toBe('/home/a/log.csv')
  expect(await picker.save('log.csv', 'csv')).toBeNull()
  await picker.open('json')
  showInFolder('/home/a/log.csv')
  // It had to get another name.
  showInFolder('/home/a/log (2).csv')
  for (const path of ['\\\\server\\share', '/home/b/views.json', '/home/a/../a/log.csv', '']) {
    expect(() => showInFolder(path)).toThrow(refused)
  }
  expect(shown).toEqual(['/home/a/log.csv', '/home/a/log (2).csv'])
})
