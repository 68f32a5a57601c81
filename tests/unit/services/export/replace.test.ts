import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAtomically, type Write } from '../../../../electron/services/export/atomic-file'
import { thisSystem, type System } from '../../../../electron/services/export/replace'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oplog-'))
  path = join(folder, 'log.csv')
  writeFileSync(path, 'old')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** A system that fails to replace a file so often. */
function failing(times: number, code: string, platform: NodeJS.Platform = 'win32') {
  const waited: number[] = []
  let left = times
  const system: System = {
    ...thisSystem,
    platform,
    rename: async (from, to) => {
      if (left-- > 0) throw failure(code)
      await thisSystem.rename(from, to)
    },
    wait: async (ms) => void waited.push(ms)
  }
  return { system, waited }
}

const write = (system: System) => writeAtomically(path, (write) => write('new'), { system })

test.each(['EPERM', 'EBUSY', 'EACCES'])(
  'on Windows a file that is held for a moment is replaced after all (%s)',
  async (code) => {
    const { system, waited } = failing(3, code)
    await write(system)
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(waited).toHaveLength(3)
    expect(readdirSync(folder)).toEqual(['log.csv'])
  }
)

test('one that is held for longer is said to be, and stays as it was', async () => {
  const { system, waited } = failing(Infinity, 'EPERM')
  await expect(write(system)).rejects.toMatchObject({ code: 'file-in-use', detail: { path } })
  const allMs = waited.reduce((sum, ms) => sum + ms, 0)
  expect(allMs).toBeGreaterThan(3_000)
  expect(allMs).toBeLessThan(10_000)
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['log.csv'])
})

test('what took long to write is beside it then, under the first name that is free', async () => {
  writeFileSync(join(folder, 'log (2).csv'), 'another')
  const { system } = failing(0, '')
  const held: System = {
    ...system,
    rename: (from, to) => (to === path ? Promise.reject(failure('EBUSY')) : system.rename(from, to))
  }
  const fill = (write: Write) => write('new')
  const written = await writeAtomically(path, fill, { system: held, orBeside: true })
  expect(written).toEqual({ bytes: 3, path: join(folder, 'log (3).csv') })
  expect(readFileSync(written.path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['log (2).csv', 'log (3).csv', 'log.csv'])
  expect(readFileSync(path, 'utf8')).toBe('old')
  const never = failing(Infinity, 'EBUSY').system
  await expect(
    writeAtomically(path, fill, { system: never, orBeside: true })
  ).rejects.toMatchObject({ code: 'file-in-use' })
  expect(readdirSync(folder)).toHaveLength(3)
})

test('it is beside it in the folder that was named, wherever that leads', async () => {
  const named = `${folder}-named`
  symlinkSync(folder, named)
  const there = join(named, 'log.csv')
  const { system } = failing(0, '')
  const held: System = {
    ...system,
    rename: (from, to) =>
      to.endsWith('log.csv') ? Promise.reject(failure('EBUSY')) : system.rename(from, to)
  }
  const fill = (write: Write) => write('new')
  const written = await writeAtomically(there, fill, { system: held, orBeside: true })
  expect(written.path).toBe(join(named, 'log (2).csv'))
  rmSync(named)
})

test('what is no other program, or another system, is told at once', async () => {
  const full = failing(Infinity, 'ENOSPC')
  await expect(write(full.system)).rejects.toMatchObject({ code: 'disk-full' })
  const linux = failing(Infinity, 'EACCES', 'linux')
  await expect(write(linux.system)).rejects.toMatchObject({ code: 'permission-denied' })
  expect([full.waited, linux.waited]).toEqual([[], []])
})

test.each([
  ['EBUSY', 'file-in-use'],
  ['EPERM', 'permission-denied']
])('on Windows a file that cannot be opened is told before any work (%s)', async (code, told) => {
  let filled = false
  const system: System = {
    ...failing(0, '').system,
    open: () => Promise.reject(failure(code))
  }
  const fill = async () => void (filled = true)
  await expect(writeAtomically(path, fill, { system })).rejects.toMatchObject({ code: told })
  expect(filled).toBe(false)
  expect(readdirSync(folder)).toEqual(['log.csv'])
})

test('a file that is not there yet, or is free, is written on Windows', async () => {
  const { system } = failing(0, '')
  await write(system)
  path = join(folder, 'another.csv')
  await write(system)
  expect(readdirSync(folder)).toEqual(['another.csv', 'log.csv'])
})

test('a link to a file stays one, and the file it leads to is written', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'oplog-'))
  const link = join(elsewhere, 'link.csv')
  symlinkSync(path, link)
  await writeAtomically(link, (write) => write('new'))
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readlinkSync(link)).toBe(path)
  expect([readdirSync(folder), readdirSync(elsewhere)]).toEqual([['log.csv'], ['link.csv']])
  rmSync(elsewhere, { recursive: true })
})

test('it is not held by the look whether others hold it', async () => {
  let open = 0
  const system: System = {
    ...thisSystem,
    platform: 'win32',
    open: async () => {
      open++
      return { close: async () => void open-- }
    },
    rename: async (from, to) => {
      if (open > 0) throw failure('EPERM')
      await thisSystem.rename(from, to)
    },
    wait: async () => undefined
  }
  await write(system)
  expect(readFileSync(path, 'utf8')).toBe('new')
})
