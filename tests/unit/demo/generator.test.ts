import { expect, test } from 'vitest'
import { actions } from '../../../electron/demo/actions'
import { createLog } from '../../../electron/demo/generator'

const now = Date.parse('2026-11-20T06:00:00Z')
const settled = now + 3_600_000

function logOf(size: number, growthPerMinute = 0, seed = 7) {
  return createLog({ seed, size, now, growthPerMinute })
}

test('makes the same rows from the same seed, keys in the order of the service', () => {
  const row = logOf(20_000).row(12_345, now)
  expect(row).toEqual(logOf(20_000).row(12_345, now))
  expect(row).not.toEqual(logOf(20_000, 0, 8).row(12_345, now))
  expect(row).toMatchInlineSnapshot(`
    {
      "action_describe": "启动集群",
      "create_time": "2026-10-16T08:33:46Z",
      "error_codes": "",
      "job_action": "HpcClusterStartEhpcCluster",
      "job_id": "j-70lzujlsq14",
      "owner": "usr-FIDFCUei",
      "resource_ids": "ehpc-zie2mxxf",
      "status": "successful",
      "status_time": "2026-10-16T08:35:06Z",
      "submitter": "nscca-hpc2",
      "task_count": null,
    }
  `)
  expect(Object.keys(row).join(' ')).toBe(
    'action_describe create_time error_codes job_action job_id owner resource_ids status ' +
      'status_time submitter task_count'
  )
})

test('gives 100,000 rows a job id each, and finds the row of an id', () => {
  const log = logOf(1_000_000)
  const ids = new Set<string>()
  for (let index = 0; index < 1_000_000; index += 10) {
    const { job_id } = log.row(index, now)
    ids.add(job_id)
    if (log.indexOf(job_id) !== index) throw new Error(`row ${index} is not found by ${job_id}`)
  }
  expect(ids.size).toBe(100_000)
  expect([...ids].every((id) => /^j-[0-9a-z]{11}$/.test(id))).toBe(true)
})

test('finds no row for an id of another form', () => {
  const log = logOf(100)
  expect(log.indexOf('j-8ajjp28fps')).toBeNull()
  expect(log.indexOf('J-8AJJP28FPS8')).toBeNull()
  expect(log.indexOf('')).toBeNull()
})

test.each([0, 1, 3, 300, 20_000, 1_000_000])('orders %i rows by time and ends just now', (size) => {
  const log = logOf(size, 3)
  const rows = size + 50
  const step = Math.max(1, Math.floor(rows / 50_000))
  for (let index = step; index < rows; index += step) {
    expect(log.createdAt(index)).toBeGreaterThanOrEqual(log.createdAt(index - 1))
  }
  if (size > 0) expect(now - log.createdAt(size - 1)).toBeLessThan(60_000)
  expect(log.count(now)).toBe(size)
})

test('follows the hours people work', () => {
  const log = logOf(20_000)
  const byHour = Array.from({ length: 24 }, () => 0)
  for (let index = 0; index < 20_000; index++) {
    const hour = new Date(log.createdAt(index) + 8 * 3_600_000).getUTCHours()
    byHour[hour] = (byHour[hour] ?? 0) + 1
  }
  expect(byHour[10]).toBeGreaterThan((byHour[4] ?? 0) * 5)
})

test('uses every action, and lets about eight of a hundred rows fail with a code', () => {
  const log = logOf(20_000)
  const rows = Array.from({ length: 20_000 }, (_, index) => log.row(index, settled))
  expect(new Set(rows.map((row) => row.job_action)).size).toBe(actions.length)
  const failed = rows.filter(({ status }) => status === 'failed')
  expect(failed.length / rows.length).toBeCloseTo(0.08, 2)
  expect(failed.every(({ error_codes }) => /^\d{4}$/.test(error_codes))).toBe(true)
  expect(rows.every(({ status, error_codes }) => status === 'failed' || error_codes === '')).toBe(
    true
  )
})

test('names a cluster in every row and no id twice', () => {
  const log = logOf(5000)
  for (let index = 0; index < 5000; index++) {
    const ids = log.row(index, now).resource_ids.split(' ')
    expect(ids[0]).toMatch(/^ehpc-[0-9a-z]{8}$/)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.slice(2).every((id) => /^cln-[0-9a-z]{8}$/.test(id))).toBe(true)
  }
})

test('lets the newest rows finish while one watches', () => {
  const log = logOf(300)
  const running = log.row(299, now)
  expect(running).toMatchObject({ status: 'pending', error_codes: '' })
  expect(running.status_time).toBe(running.create_time)
  const ended = log.row(299, now + 200_000)
  expect(ended.status).not.toBe('pending')
  expect(ended.status_time > ended.create_time).toBe(true)
  expect(ended).toMatchObject({ job_id: running.job_id, create_time: running.create_time })
})

test('grows by so many rows a minute, each new one seen once it is created', () => {
  const log = logOf(300, 6)
  expect(log.count(now + 600_000)).toBe(360)
  for (let at = now; at < now + 120_000; at += 500) {
    const count = log.count(at)
    expect(log.createdAt(count - 1)).toBeLessThanOrEqual(at)
  }
  expect(logOf(300).count(now + 86_400_000)).toBe(300)
})
