import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { blockRows } from '../../../../electron/services/archive/index/block'
import { openArchives } from '../../../support/archive-in-memory'
import { query, rawRow, useArchives } from './harness'
import { keepRows } from '../../../support/held'
import { everyRow } from '../../../support/archive/audit'

const start = useArchives()
const startHasty = useArchives([['lateMs = 6e4', 'lateMs = 300']])

const later = '2022-04-06T01:30:00Z'

test('a job that a page names twice is shown once, in its last state', async () => {
  const { archive } = start()
  await keepRows(archive, 'p', [
    rawRow('j-1', { status: 'pending' }),
    rawRow('j-2'),
    rawRow('j-1', { status_time: later })
  ])
  const shown = await everyRow(archive, 'p')
  expect(shown.map(({ jobId, status }) => [jobId, status])).toEqual([
    ['j-1', 'successful'],
    ['j-2', 'successful']
  ])
})

test('a job whose time of creation changed is shown once after a kill', async () => {
  const { archive, folder, pids } = start()
  await keepRows(archive, 'p', [rawRow('j-1', { create_time: null }), rawRow('j-2')])
  await archive.close()
  const second = start(folder)
  await keepRows(second.archive, 'p', [rawRow('j-1', { status_time: later })])
  process.kill(second.pids.at(-1) ?? 0, 'SIGKILL')
  const shown = await everyRow(second.archive, 'p')
  expect(pids).toHaveLength(1)
  expect(shown.map(({ jobId }) => jobId)).toEqual(['j-1', 'j-2'])
})

test('a few rows are copied too, while the process runs on', async () => {
  const { archive, path } = startHasty()
  await keepRows(archive, 'p', [rawRow('j-1'), rawRow('j-2')])
  await vi.waitFor(
    () => {
      const file = new DatabaseSync(path('p'), { readOnly: true })
      const state = file.prepare('SELECT rows, through FROM index_state').get()
      file.close()
      expect(state).toEqual({ rows: 2, through: 2 })
    },
    { timeout: 10_000, interval: 100 }
  )
})

test('blocks that begin in one second keep their order, whatever letters the job ids have', () => {
  const archives = openArchives(['p'])
  // Full-width letters stand after those beyond two bytes here, and before them in UTF-8.
  const rows = ['𝒋', 'ｊ'].flatMap((start) =>
    Array.from({ length: blockRows }, (_, n) =>
      rawRow(`${start}-${String(n).padStart(5, '0')}`, { create_time: null, status: 'pending' })
    )
  )
  archives.keep('p', rows)
  archives.reopen('p')
  const changed = [rows[5], rows.at(-5)].map((row) => ({ ...row, status: 'failed' }))
  archives.keep('p', changed)
  const shown = archives.all({ profileIds: ['p'], parameters: query() }, { descending: false })
  expect(shown).toEqual(rows.map(({ job_id }) => job_id))
  archives.close()
})
