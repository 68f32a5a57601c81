import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createQuotaMeter, quotaIdOf } from '../../../../electron/services/hpc/quota'
import { openQuotaFile } from '../../../../electron/services/hpc/quota-file'

test('says when a call leaves the window, with some kept for others', () => {
  let time = 1_000_000
  const meter = createQuotaMeter(
    () => time,
    () => ({ quotaCalls: 10, quotaWindowS: 60 })
  )
  for (let call = 0; call < 10; call++) {
    expect(meter.freeAt('p', 2)).toBe(call < 8 ? 0 : 1_060_000 + (call - 8) * 1000)
    meter.count('p')
    time += 1000
  }
  expect(meter.state('p')).toMatchObject({ used: 10, limit: 10, resumesAt: null })
  time = 1_062_000
  // Three of ten have left, so one of the eight may be made.
  expect(meter.state('p').used).toBe(7)
  expect(meter.freeAt('p', 2)).toBe(0)
  expect(meter.freeAt('other', 2)).toBe(0)
})

test('a refusal is waited for', () => {
  const meter = createQuotaMeter(
    () => 1_000_000,
    () => ({ quotaCalls: 10, quotaWindowS: 60 })
  )
  meter.count('p')
  expect(meter.refuse('p')).toBe(1_060_000)
  expect(meter.freeAt('p', 0)).toBe(1_060_000)
  meter.accept('p')
  expect(meter.freeAt('p', 0)).toBe(0)
})

test('a clock that is set back while it runs leaves no call in its future', () => {
  let time = 10_000_000
  const meter = createQuotaMeter(
    () => time,
    () => ({ quotaCalls: 3, quotaWindowS: 60 })
  )
  for (let call = 0; call < 3; call++) meter.count('p')
  expect(meter.freeAt('p', 0)).toBe(10_060_000)
  time = 1_000_000
  expect(meter.state('p').used).toBe(0)
  expect(meter.freeAt('p', 0)).toBe(0)
  meter.count('p')
  time += 30_000
  expect(meter.state('p').used).toBe(1)
})

test('nor is a refusal waited for longer than it was meant to last', () => {
  let time = 10_000_000
  const meter = createQuotaMeter(
    () => time,
    () => ({ quotaCalls: 3, quotaWindowS: 600 })
  )
  meter.count('p')
  meter.refuse('p')
  time = 1_000_000
  expect(meter.state('p').resumesAt).toBe(1_600_000)
  expect(meter.freeAt('p', 0)).toBe(1_600_000)
  time = 1_599_999
  expect(meter.freeAt('p', 0)).toBe(1_600_000)
  time = 1_600_000
  expect(meter.state('p').resumesAt).toBeNull()
})

describe('over a restart', () => {
  const warnings: string[] = []
  const note = (message: string) => void warnings.push(message)
  const log = { info: note, warn: note, error: note }
  const limits = () => ({ quotaCalls: 10, quotaWindowS: 60 })
  const id = quotaIdOf({ endpoint: 'https://hpc-api.qingcloud.com/api', accessKeyId: 'KEYCANARY' })
  let path = ''

  beforeEach(() => {
    warnings.length = 0
    path = join(mkdtempSync(join(tmpdir(), 'oplog-quota-')), 'quota.json')
  })
  afterEach(() => rmSync(dirname(path), { recursive: true, force: true }))

  test('calls are counted until they leave the window', async () => {
    let time = 1_000_000
    const first = openQuotaFile({ path, log })
    const before = createQuotaMeter(() => time, limits, first.memory)
    for (let call = 0; call < 12; call++) before.count(id)
    await first.close()
    const content = readFileSync(path, 'utf8')
    expect(content).not.toContain('KEYCANARY')
    const calls = { [id]: Array(10).fill(1_000_000) }
    expect(JSON.parse(content)).toEqual({ version: 1, calls, refused: {} })
    expect(statSync(path).mode & 0o777).toBe(0o600)

    time += 30_000
    const after = createQuotaMeter(() => time, limits, openQuotaFile({ path, log }).memory)
    expect(after.state(id).used).toBe(10)
    expect(after.freeAt(id, 0)).toBe(1_060_000)
    time += 31_000
    expect(after.state(id).used).toBe(0)
    expect(after.freeAt(id, 0)).toBe(0)
    expect(warnings).toEqual([])
  })

  test('a refusal is waited for until it ends, or the service answers', async () => {
    let time = 1_000_000
    const first = openQuotaFile({ path, log })
    const before = createQuotaMeter(() => time, limits, first.memory)
    before.count(id)
    const until = before.refuse(id)
    await first.close()

    time += 20_000
    const second = openQuotaFile({ path, log })
    const meter = createQuotaMeter(() => time, limits, second.memory)
    expect(meter.state(id).resumesAt).toBe(until)
    expect(meter.freeAt(id, 0)).toBe(until)
    meter.accept(id)
    await second.close()
    const third = createQuotaMeter(() => time, limits, openQuotaFile({ path, log }).memory)
    expect(third.state(id).resumesAt).toBeNull()
    expect(third.freeAt(id, 0)).toBe(0)
  })

  test('one of the future, by a clock that was set back, is not', () => {
    const content = { version: 1, calls: {}, refused: { [id]: 1_060_001, other: 1_059_999 } }
    writeFileSync(path, JSON.stringify(content))
    const meter = createQuotaMeter(() => 1_000_000, limits, openQuotaFile({ path, log }).memory)
    expect(meter.state(id).resumesAt).toBeNull()
    expect(meter.state('other').resumesAt).toBe(1_059_999)
  })

  test('they are written soon, without a quit', async () => {
    const { memory } = openQuotaFile({ path, log, restMs: 5 })
    const meter = createQuotaMeter(() => 1_000_000, limits, memory)
    meter.count(id)
    meter.count(id)
    await expect.poll(() => existsSync(path)).toBe(true)
    const { calls } = openQuotaFile({ path, log }).memory.load()
    expect(calls).toEqual({ [id]: [1_000_000, 1_000_000] })
    expect(readdirSync(dirname(path))).toEqual(['quota.json'])
    // So are those that follow.
    meter.count(id)
    const kept = () => openQuotaFile({ path, log }).memory.load().calls[id]
    await expect.poll(kept).toHaveLength(3)
  })

  test.for(['', '{"version":1,"calls":{"a":["x"]}}', '{"version":9,"calls":{}}', 'garbage'])(
    'a broken file is ignored and written anew: %s',
    async (content) => {
      writeFileSync(path, content)
      const file = openQuotaFile({ path, log })
      const meter = createQuotaMeter(() => 1_000_000, limits, file.memory)
      expect(meter.state(id).used).toBe(0)
      expect(warnings).toHaveLength(1)
      meter.count(id)
      await file.close()
      expect(openQuotaFile({ path, log }).memory.load().calls).toEqual({ [id]: [1_000_000] })
    }
  )

  test('a clock that was set back does not keep calls of its future', () => {
    writeFileSync(path, JSON.stringify({ version: 1, calls: { [id]: [2_000_000, 999_000] } }))
    const { memory } = openQuotaFile({ path, log })
    expect(createQuotaMeter(() => 1_000_000, limits, memory).state(id).used).toBe(1)
  })

  test('a folder that cannot be written costs nothing but the memory', async () => {
    const file = openQuotaFile({ path: join(path, 'nowhere', 'quota.json'), log })
    createQuotaMeter(() => 1_000_000, limits, file.memory).count(id)
    await file.close()
    expect(warnings).toEqual(['the calls were not kept'])
  })
})
