import { expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import type { Archive } from '../../../electron/services/ports'
import { storeLater } from '../../../electron/services/store-later'

/** An archive that notes what reaches it. */
function noting(store: () => Promise<void> = () => Promise.resolve()) {
  const reached: string[] = []
  const note =
    <T>(name: string, answer: T) =>
    () => {
      reached.push(name)
      return Promise.resolve(answer)
    }
  const page = { rows: [], total: 0, at: null }
  const archive: Archive = {
    store: (profileId) => {
      reached.push(`store ${profileId}`)
      return store()
    },
    answer: note('answer', null),
    search: note('search', page),
    records: note('records', { records: [], total: 0 }),
    record: note('record', null),
    remove: note('remove', undefined),
    close: note('close', undefined),
    onNotice: () => () => undefined
  }
  return { reached, archive: storeLater(archive) }
}

const query = { limit: 100, offset: 0, reverse: 1 }

test('rows are posted after the turn they came in', async () => {
  const { archive, reached } = noting()
  const stored = [archive.store('a', [], null), archive.store('b', [], null)]
  await Promise.resolve()
  expect(reached).toEqual([])
  await Promise.all(stored)
  expect(reached).toEqual(['store a', 'store b'])
})

test.each([
  ['answer', (archive: Archive) => archive.answer('a', query)],
  ['search', (archive: Archive) => archive.search('a', query, '')],
  ['records', (archive: Archive) => archive.records('a', query, '')],
  ['record', (archive: Archive) => archive.record('a', 'j-1')],
  ['remove', (archive: Archive) => archive.remove('a')],
  ['close', (archive: Archive) => archive.close()]
] as const)('whoever asks %s at once comes after them', async (name, ask) => {
  const { archive, reached } = noting()
  const stored = archive.store('a', [], null)
  await Promise.all([ask(archive), stored])
  expect(reached).toEqual(['store a', name])
})

test('a failure reaches whoever stored', async () => {
  const full = new AppError('disk-full', 'full')
  const { archive } = noting(() => Promise.reject(full))
  await expect(archive.store('a', [], null)).rejects.toBe(full)
})
