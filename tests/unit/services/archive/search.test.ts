import { expect, test } from 'vitest'
import type { OperationParameters } from '#shared/parameters'
import { heldPage } from '../../../../electron/services/held-page'
import { query, rawRow, useArchives, type Started } from './harness'
import { keepRows, searchHeld, recordsHeld } from '../../../support/held'

const start = useArchives()

const rows = [
  rawRow('j-1'),
  rawRow('j-2', {
    status: 'failed',
    error_codes: '1400',
    job_action: 'DeleteCluster',
    action_describe: '删除 100%_Cluster',
    create_time: '2022-04-07T00:00:00Z',
    resource_ids: 'cl-aaa2'
  }),
  rawRow('j-3', {
    owner: 'usr-Ärger',
    submitter: 'usr-boss',
    action_describe: '扩容节点',
    create_time: '2022-04-08T00:00:00Z',
    resource_ids: 'nd-xyz'
  }),
  rawRow('j-4', { create_time: null, resource_ids: '' })
]

async function held(): Promise<Started> {
  const started = start()
  await keepRows(started.archive, 'p', rows, {
    parameters: query({ limit: 7 }),
    total: 4,
    at: 9000
  })
  return started
}

async function ids(started: Started, values: Partial<OperationParameters>, text = '') {
  const { rows: found, total } = await searchHeld(started.archive, 'p', query(values), text)
  expect(total).toBe(found.length)
  return found.map(({ jobId }) => jobId).sort()
}

test('applies each parameter as the table says', async () => {
  const started = await held()
  const cases: [Partial<OperationParameters>, string[]][] = [
    [{}, ['j-1', 'j-2', 'j-3', 'j-4']],
    [{ status: 'failed' }, ['j-2']],
    [{ status: 'fail' }, []],
    [{ job_action: 'DeleteCluster' }, ['j-2']],
    [{ owner: 'usr-Ärger' }, ['j-3']],
    [{ owner: 'usr-owner1' }, []],
    [{ resource_ids: 'cl-aaa' }, ['j-1']],
    [{ resource_ids: 'cl-bbb' }, ['j-1']],
    [{ jobs: 'j-3' }, ['j-3']],
    [{ job_ids: 'j-2' }, ['j-2']],
    [{ jobs: 'j-3', job_ids: 'j-2' }, []],
    [{ action_describe: '集群' }, ['j-1', 'j-4']],
    [{ action_describe: 'CLUSTER' }, ['j-2']],
    [{ action_describe: '0%_C' }, ['j-2']],
    [{ action_describe: '%' }, ['j-2']],
    [{ start_time: '2022-04-07T00:00:00Z' }, ['j-2', 'j-3']],
    [{ end_time: '2022-04-07T00:00:00Z' }, ['j-1', 'j-2']],
    [{ start_time: '2022-04-07T00:00:00Z', end_time: '2022-04-07T00:00:00Z' }, ['j-2']],
    [{ status: 'failed', resource_ids: 'cl-aaa' }, []],
    // These only the service can apply; the caller says so.
    [{ search_word: 'nothing', directive: 'x', verbose: 1 }, ['j-1', 'j-2', 'j-3', 'j-4']]
  ]
  for (const [values, found] of cases) {
    expect(await ids(started, values), JSON.stringify(values)).toEqual(found)
  }
})

test('looks for a text in every field, case-insensitive', async () => {
  const started = await held()
  const cases: [string, string[]][] = [
    ['集群', ['j-1', 'j-4']],
    ['节点', ['j-3']],
    ['deletecl', ['j-2']],
    ['USR-BOSS', ['j-3']],
    ['1400', ['j-2']],
    ['FAIL', ['j-2']],
    ['aaa', ['j-1', 'j-2']],
    ['aaa cl-b', ['j-1']],
    ['A CL-B', ['j-1']],
    ['cl-aaa cl-bbb', ['j-1']],
    ['aaa ', ['j-1']],
    [' cl-aaa', []],
    ['aaa  cl-b', []],
    ['aaa cl-bbb cl', []],
    ['aa cl-aaa2', []],
    ['J-4', ['j-4']],
    ['100%_', ['j-2']],
    ['_', ['j-2']],
    ['\\', []],
    ["'", []],
    ['没有', []]
  ]
  for (const [text, found] of cases) {
    expect(await ids(started, {}, text), text).toEqual(found)
  }
  expect(await ids(started, { status: 'failed' }, 'aaa')).toEqual(['j-2'])
})

test('finds what reaches over several resources of one operation, as its cell shows them', async () => {
  const { archive } = start()
  await keepRows(archive, 'p', [
    rawRow('j-1', { resource_ids: 'ehpc-1 ehpcq-2 cln-3' }),
    rawRow('j-2', { resource_ids: 'ehpc-1 cln-3' }),
    rawRow('j-3', { resource_ids: 'cln-3' }),
    rawRow('j-4', { resource_ids: 'ehpc-1' })
  ])
  const found = async (text: string) => {
    const { rows } = await searchHeld(archive, 'p', query(), text)
    return rows.map(({ jobId }) => jobId).sort()
  }
  expect(await found('1 EHPCQ-2 c')).toEqual(['j-1'])
  expect(await found('1 ehpcq cln')).toEqual([])
  expect(await found('pc-1 cln-')).toEqual(['j-2'])
  expect(await found(' cln-3')).toEqual(['j-1', 'j-2'])
  expect(await found(' ')).toEqual(['j-1', 'j-2'])
})

test('finds what reaches over resources of which one has a space itself, as in a list', async () => {
  const { archive } = start()
  await keepRows(archive, 'p', [
    rawRow('j-1', { resource_ids: ['cl-a', 'CL b', 'cl-c'] }),
    rawRow('j-2', { resource_ids: 'cl-a cl b' }),
    rawRow('j-3', { resource_ids: ['cl b', 'cl-a'] })
  ])
  const found = async (text: string) => {
    const { rows } = await searchHeld(archive, 'p', query(), text)
    return rows.map(({ jobId }) => jobId).sort()
  }
  expect(await found('a cl B')).toEqual(['j-1', 'j-2'])
  expect(await found('l b cl-')).toEqual(['j-1', 'j-3'])
  expect(await found('-a cl b c')).toEqual(['j-1'])
  expect(await found('l b')).toEqual(['j-1', 'j-2', 'j-3'])
  expect(await found('b cl b')).toEqual([])
})

test('finds what reaches over resources in just the rows that show it, be they many or few', async () => {
  const { archive } = start()
  const ids = Array.from({ length: 30 }, (_, at) => (at < 3 ? `ehpc-${at}` : `cln-${at % 7}x${at}`))
  const shown = new Map(
    Array.from({ length: 400 }, (_, row) => {
      const named = Array.from(
        { length: 1 + (row % 5) },
        (_, at) => ids[(row * 7 + at * at * 11) % 30]
      )
      return [`j-${row}`, named.join(' ')] as const
    })
  )
  const rows = [...shown].map(([jobId, resource_ids]) => rawRow(jobId, { resource_ids }))
  for (let at = 0; at < rows.length; at += 100)
    await keepRows(archive, 'p', rows.slice(at, at + 100))
  const cuts = [...shown.values()].filter((text) => text.includes(' '))
  const needles = cuts.flatMap((text, at) => {
    const space = text.indexOf(' ', at % 2 === 0 ? 0 : text.lastIndexOf(' '))
    return at % 9 === 0
      ? [text.slice(Math.max(0, space - 1 - (at % 6)), space + 2 + (at % 13))]
      : []
  })
  for (const needle of [...needles, 'x3 c', '1 ehpc-', '0 cln-9x9']) {
    const wanted = [...shown].flatMap(([jobId, text]) => (text.includes(needle) ? [jobId] : []))
    const page = heldPage({ profileId: 'p', parameters: query({ limit: 100 }), text: needle })
    const { total } = await archive.page(page)
    const found = await archive.page({ ...page, limit: Math.max(1, total) })
    expect(found.rows.map(({ jobId }) => jobId).sort(), needle).toEqual(wanted.sort())
  }
  expect(needles.length).toBeGreaterThan(20)
})

test('finds a piece of a time in either of its columns, as the zone writes it', async () => {
  const { archive } = await held()
  const found = async (text: string, timeZone?: string) => {
    const page = heldPage({ profileId: 'p', parameters: query({ reverse: 0 }), text })
    const selection = { ...page.selection, ...(timeZone ? { timeZone } : {}) }
    return (await archive.page({ ...page, selection })).rows.map(({ jobId }) => jobId)
  }
  await keepRows(archive, 'p', [
    rawRow('j-6', { create_time: '2025-12-31T23:59:30Z', status_time: '2026-01-01T00:10:00Z' })
  ])
  expect(await found('2025-12-31')).toEqual(['j-6'])
  expect(await found('2026-01-01')).toEqual(['j-6'])
  expect(await found('2026-01-01 07:59', 'Asia/Shanghai')).toEqual(['j-6'])
  expect(await found('2025-12', 'Asia/Shanghai')).toEqual([])
  expect(await found('2025-12-31t23', 'Asia/Shanghai')).toEqual(['j-6'])
})

test('folds the case of letters beyond ASCII', async () => {
  expect(await ids(await held(), {}, 'usr-ärger')).toEqual(['j-3'])
})

test('finds what stands in a field the app does not know, not the name of a field', async () => {
  const started = await held()
  await keepRows(started.archive, 'p', [rawRow('j-5', { remark: 'Umzug', owner: 'usr-5' })], null)
  expect(await ids(started, {}, 'umzug')).toEqual(['j-5'])
  expect(await ids(started, {}, 'submitter')).toEqual([])
})

test('finds any sign in a field the app does not know, however a record writes it', async () => {
  const { archive } = start()
  const values = [
    'say "no"',
    'C:\\Temp',
    'two\nlines',
    'a\0b',
    'x\ud83dy',
    'ÄRGER 😀',
    1.5e300,
    true,
    ['in']
  ]
  const remarks = new Map(values.map((remark, n) => [`j-${n}`, { remark }]))
  await keepRows(
    archive,
    'p',
    [...remarks].map(([jobId, fields]) => rawRow(jobId, fields))
  )
  const needles = [
    'say "NO',
    '"',
    '\\t',
    '\\',
    'two\nl',
    '\n',
    'a\0',
    '\ud83dY',
    'ärger 😀',
    '5e+30',
    'TRUE',
    'in'
  ]
  for (const needle of [...needles, 'remark', '[', '\\n']) {
    const page = heldPage({ profileId: 'p', parameters: query({ limit: 100 }), text: needle })
    const { rows } = await archive.page(page)
    const wanted = [...remarks].flatMap(([jobId, { remark }]) =>
      String(remark).toLowerCase().includes(needle.toLowerCase()) ? [jobId] : []
    )
    expect(rows.map(({ jobId }) => jobId).sort(), needle).toEqual(wanted)
    if (needles.includes(needle)) expect(wanted, needle).not.toEqual([])
  }
})

test('orders by creation both ways and pages with the exact total', async () => {
  const { archive } = await held()
  const page = async (values: Partial<OperationParameters>) => {
    const { rows: found, total } = await searchHeld(archive, 'p', query(values), '')
    return { ids: found.map(({ jobId }) => jobId), total }
  }
  expect(await page({ limit: 3 })).toEqual({ ids: ['j-3', 'j-2', 'j-1'], total: 4 })
  expect(await page({ limit: 3, offset: 3 })).toEqual({ ids: ['j-4'], total: 4 })
  expect(await page({ reverse: 0, limit: 2 })).toEqual({ ids: ['j-4', 'j-1'], total: 4 })
  expect(await page({ offset: 50 })).toEqual({ ids: [], total: 4 })
})

test('gives the records of a page in the same order', async () => {
  const { archive } = await held()
  const { records, total } = await recordsHeld(archive, 'p', query({ limit: 2 }), '')
  expect({ records, total }).toEqual({ records: [rows[2], rows[1]], total: 4 })
})

test('says when the newest row was received, and null where nothing is held', async () => {
  const { archive } = await held()
  expect((await searchHeld(archive, 'p', query({ status: 'failed' }), '')).at).toBe(9000)
  expect(await searchHeld(archive, 'q', query(), '')).toMatchObject({
    rows: [],
    total: 0,
    at: null
  })
})
