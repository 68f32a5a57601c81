import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { ExportInput } from '#shared/api'
import { parseExactly } from '#shared/exact-json'
import { exportedColumns, type RawOperation } from '#shared/operation'
import { writeAtomically } from '../../../../electron/services/export/atomic-file'
import { disarm } from '#shared/disarm'
import { cellsOf, csvLine } from '../../../../electron/services/export/csv'
import { createExports } from '../../../../electron/services/export/exports'
import { sleep } from '../../../../electron/services/sleep'
import { fileError } from '../../../../electron/services/export/file-error'

const raw: RawOperation = {
  action_describe: '从队列移除节点, "两个"',
  create_time: '2022-04-06T01:26:33Z',
  error_codes: '',
  job_action: 'HpcQueueRemoveEhpcQueueNodes',
  job_id: 'j-8ajjp28fps8',
  owner: 'usr-GxkSGFDs',
  resource_ids: 'ehpc-czkekzfz ehpcq-rg0vaycm cln-w1xufnk9',
  status: 'successful',
  status_time: 'soon',
  submitter: 'nscca-hpc1\nline two',
  task_count: null
}

test('a line is RFC 4180 and comes back as it was', () => {
  const cells = cellsOf(raw, exportedColumns, 'Asia/Shanghai')
  const line = csvLine(cells)
  expect(line.endsWith('\r\n')).toBe(true)
  expect(parse(line)).toEqual([cells])
  expect(cells[exportedColumns.indexOf('create_time')]).toBe('2022-04-06T09:26:33+08:00')
  expect(cells[exportedColumns.indexOf('status_time')]).toBe('soon')
})

test('a file of one column keeps its empty cells, whoever reads it', () => {
  const text = [['owner'], [''], ['usr-a'], ['']].map(csvLine).join('')
  expect(text).toBe('owner\r\n""\r\nusr-a\r\n""\r\n')
  expect(parse(text, { skip_empty_lines: true })).toHaveLength(4)
  expect(csvLine(['', ''])).toBe(',\r\n')
})

test.each([
  ['{"task_count":"3"}', 'task_count', '3'],
  ['{"task_count":12345678901234567890}', 'task_count', '12345678901234567890'],
  ['{"create_time":1649208393.0}', 'create_time', '1649208393.0'],
  ['{"create_time":{"at":1}}', 'create_time', '{"at":1}']
] as const)('of %s the cell is what was received', (record, field, cell) => {
  expect(cellsOf(parseExactly(record) as RawOperation, [field], 'UTC')).toEqual([cell])
})

test('resource ids that come as a list stand in their cell as those of a text do', () => {
  const listed = { resource_ids: ['ehpc-1', 'cln-2'] } as unknown as RawOperation
  expect(cellsOf(listed, ['resource_ids'], 'UTC')).toEqual(['ehpc-1 cln-2'])
})

test.each(['=1+1', '+cmd', '-cmd', '@x', '\t=x', ' =x', '\u3000＝x', '\ufeff=x', '\r=x'])(
  'the formula %j is disarmed',
  (text) => expect(disarm(text)).toBe(`'${text}`)
)

test.each(['-5', '+3.2', 'usr-a', '', '从队列'])('%j is left alone', (text) =>
  expect(disarm(text)).toBe(text)
)

const folder = () => mkdtempSync(join(tmpdir(), 'oplog-export-'))

test('a failure half way leaves the old file and nothing else', async () => {
  const at = folder()
  const path = join(at, 'log.csv')
  writeFileSync(path, 'old')
  await expect(
    writeAtomically(path, async (write) => {
      await write('half')
      throw new Error('network lost')
    })
  ).rejects.toThrow('network lost')
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(at)).toEqual(['log.csv'])
})

test('a folder that is not there is said, with the path', async () => {
  const path = join(folder(), 'absent', 'log.csv')
  await expect(writeAtomically(path, () => Promise.resolve())).rejects.toMatchObject({
    code: 'write-failed',
    detail: { path }
  })
})

test.each([
  ['ENOSPC', 'disk-full'],
  ['EACCES', 'permission-denied'],
  ['EROFS', 'permission-denied'],
  ['EIO', 'write-failed']
])('%s means %s', (code, meaning) => {
  expect(fileError(Object.assign(new Error('x'), { code }), '/p').code).toBe(meaning)
})

test('all pages are written once each, and cancelling leaves no file', async () => {
  const at = folder()
  const path = join(at, 'log.csv')
  const progress: number[] = []
  const { start } = createExports({
    profileName: () => '生产 / =x',
    // Two rows stand on both sides of the page border, as when the log grows meanwhile.
    pages: ({ parameters: { offset } }) =>
      Promise.resolve({
        total: 150,
        records: Array.from({ length: offset === 0 ? 100 : 50 }, (_, index) => ({
          profileId: 'p',
          raw: { ...raw, job_id: `j-${offset === 0 ? index : 98 + index}` }
        }))
      }),
    picker: { save: () => Promise.resolve(path), open: () => Promise.resolve(null) },
    push: (_name, payload) => void ('done' in payload && progress.push(payload.done)),
    now: Date.now,
    sleep,
    skew: () => null
  })
  const query = ExportInput.parse({
    profileId: 'p',
    parameters: { reverse: 1, limit: 100, offset: 0 },
    from: 'live',
    encoding: 'utf-8-bom'
  })
  const controller = new AbortController()
  const context = { signal: controller.signal, callId: 'c' }
  expect(await start(query, context)).toMatchObject({ path, rows: 148, total: 150 })
  // Two rows must have come in before the second page, so the first was read once more.
  expect(progress).toEqual([100, 148, 148])
  const text = readFileSync(path, 'utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(parse(text, { bom: true })).toHaveLength(149)

  controller.abort()
  const other = join(at, 'other.csv')
  const cancelled = createExports({
    profileName: () => '',
    pages: () => Promise.resolve({ total: 0, records: [] }),
    picker: { save: () => Promise.resolve(other), open: () => Promise.resolve(null) },
    push: () => undefined,
    now: Date.now,
    sleep,
    skew: () => null
  })
  await expect(cancelled.start(query, context)).rejects.toMatchObject({ code: 'aborted' })
  expect(existsSync(other)).toBe(false)
  expect(readdirSync(at)).toEqual(['log.csv'])
})
