import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExportInput } from '#shared/api'
import { AppError } from '#shared/errors'
import { initialParameters } from '#shared/parameters'
import { createExports } from '../../../electron/services/export/exports'
import { heldPage } from '../../../electron/services/held-page'
import { createPages, type Pages } from '../../../electron/services/pages'
import type { Archive } from '../../../electron/services/ports'
import { createProfileArchive } from '../../../electron/services/profile-archive'
import { sleep } from '../../../electron/services/sleep'
import { keepRows } from '../../support/held'
import { rawRow, useArchives } from './archive/harness'

const start = useArchives()
const gone = { code: 'profile-unknown' }
const asked = heldPage({ profileId: 'p', parameters: initialParameters, text: '' })
let written = ''
beforeEach(() => (written = mkdtempSync(join(tmpdir(), 'oplog-'))))
afterEach(() => rmSync(written, { recursive: true, force: true }))

/** Archives of the profiles that there are. */
function startFor(...profileIds: string[]) {
  const profiles = new Set(profileIds)
  const { archive: files, folder } = start()
  const archive = createProfileArchive({ archive: files, has: (id) => profiles.has(id) })
  const made = () => readdirSync(folder).filter((name) => name.startsWith('p.'))
  return { archive, files, profiles, made }
}

/** Every question about p there is. */
function questions(archive: Archive): (() => Promise<unknown>)[] {
  const { selection, order } = asked
  const page = { body: Buffer.from('{}'), at: 0, answer: null }
  const span = { start: 0, end: 1 }
  return [
    () => archive.page(asked),
    () => archive.page({ ...asked, selection: { ...selection, profileIds: ['q', 'p'] } }),
    () => archive.records({ selection, order, after: null, limit: 1 }),
    () => archive.counts({ selection } as Parameters<Archive['counts']>[0]),
    () => archive.histogram({ selection, span } as unknown as Parameters<Archive['histogram']>[0]),
    () => archive.statistics({ selection } as Parameters<Archive['statistics']>[0]),
    () => archive.story({ profileIds: ['p'] } as Parameters<Archive['story']>[0]),
    () => archive.answer('p', initialParameters),
    () => archive.record('p', 'j-1'),
    () => archive.store('p', page),
    () => archive.storeSoon('p', page)
  ]
}

test('what is no profile any more is refused, and no file is made for it', async () => {
  const { archive, made } = startFor('q')
  for (const ask of questions(archive)) await expect(ask()).rejects.toMatchObject(gone)
  expect(made()).toEqual([])
})

test('once its removal has begun nothing opens an archive anew', async () => {
  const { archive, made } = startFor('p', 'q')
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  const removal = archive.remove('p')
  const answers = await Promise.allSettled(questions(archive).map((ask) => ask()))
  for (const { status, ...rest } of answers) {
    expect({ status, ...rest }).toMatchObject({ status: 'rejected', reason: gone })
  }
  await removal
  expect(made()).toEqual([])
})

test('an archive whose removal failed is read as before', async () => {
  const { files } = startFor()
  const remove = () => Promise.reject(new AppError('permission-denied', 'No.'))
  const archive = createProfileArchive({ archive: { ...files, remove }, has: () => true })
  await keepRows(archive, 'p', [rawRow('j-1')], null)
  await expect(archive.remove('p')).rejects.toMatchObject({ code: 'permission-denied' })
  expect(await archive.page(asked)).toMatchObject({ total: 1 })
})

test.each(['its archive goes', 'its archive stays'])(
  'an export of a profile that is removed meanwhile fails and leaves no file: %s',
  async (what) => {
    const { archive, profiles, made } = startFor('p')
    const rows = Array.from({ length: 1500 }, (_, number) => rawRow(`j-${number}`))
    await keepRows(archive, 'p', rows, null)
    const pages = createPages({
      archive,
      live: { toWrite: () => Promise.reject(new Error('none')) }
    })
    const before = made().length
    const watched: Pages = async (...input) => {
      const page = await pages(...input)
      if (what === 'its archive goes') await archive.remove('p')
      profiles.delete('p')
      return page
    }
    const path = join(written, 'log.csv')
    const exports = createExports({
      profileName: (id) => id,
      pages: watched,
      picker: { save: async () => path, open: async () => null },
      push: () => undefined,
      now: () => 0,
      sleep,
      skew: () => null
    })
    const { selection } = asked
    const input = ExportInput.parse({
      profileId: 'p',
      from: 'archive',
      selection,
      parameters: initialParameters
    })
    const context = { signal: new AbortController().signal, callId: 'c' }
    await expect(exports.start(input, context)).rejects.toMatchObject(gone)
    expect(readdirSync(written)).toEqual([])
    expect(made()).toHaveLength(what === 'its archive goes' ? 0 : before)
  }
)
