import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { SyncState } from '#shared/sync'
import { createAttention } from '../../../electron/services/attention'
import { autostartEntry, createAutostart, loginItem } from '../../../electron/services/autostart'
import { markColours, paintMark } from '../../../electron/services/icon-mark'
import { traySentences, trayStateOf } from '../../../electron/services/tray-state'
import { followMachine } from '../../../electron/services/wake'
import { syncState } from '../../support/sync-state'

const state = (profileId: string, changes: Partial<SyncState>) =>
  syncState({ profileId, ...changes })

test('the tray tells the most urgent thing of all profiles', () => {
  const idle = state('a', {})
  const filling = state('b', { phase: 'backfill', done: 499, total: 1000 })
  const waits = state('c', { phase: 'waiting' })
  const away = state('d', {
    phase: 'waiting',
    error: { code: 'unreachable', message: 'x', detail: {} }
  })
  const failed = state('e', { phase: 'failed' })
  expect(trayStateOf([], 0)).toMatchObject({ mark: 'idle', running: [], paused: [] })
  expect(trayStateOf([idle, filling], 0)).toMatchObject({ mark: 'syncing', percent: 49 })
  expect(trayStateOf([idle, waits], 0)).toMatchObject({ mark: 'waiting', quota: true })
  expect(trayStateOf([waits, away], 0)).toMatchObject({ mark: 'waiting', quota: false })
  expect(trayStateOf([filling, failed], 0)).toMatchObject({ mark: 'stopped', paused: ['e'] })
  expect(trayStateOf([filling, failed], 2)).toMatchObject({ mark: 'failures', unseen: 2 })
  const whole = state('b', { phase: 'backfill', done: 1000, total: 1000 })
  expect(trayStateOf([whole], 0).percent).toBe(99)
  expect(traySentences.en.state(trayStateOf([filling], 0))).toBe('Syncing 49%')
  expect(traySentences['zh-CN'].state(trayStateOf([], 3))).toBe('3 条失败的操作未查看')
})

test('the tray names no part of what is not counted yet, and says what is waited for', () => {
  const said = (...states: SyncState[]) =>
    [traySentences.en, traySentences['zh-CN']].map(({ state }) => state(trayStateOf(states, 0)))
  const uncounted = state('a', { phase: 'backfill', done: 0, total: null })
  const filling = state('b', { phase: 'backfill', done: 50, total: 100 })
  expect(said(uncounted)).toEqual(['Syncing', '正在同步'])
  expect(said(uncounted, filling)).toEqual(['Syncing 50%', '正在同步 50%'])
  const quota = state('c', {
    phase: 'waiting',
    error: { code: 'quota-exceeded', message: 'x', detail: {} }
  })
  expect(said(quota)).toEqual([
    'The quota is used up; it goes on by itself',
    '配额已用完，稍后自动继续'
  ])
  const away = state('d', {
    phase: 'waiting',
    error: { code: 'unreachable', message: 'x', detail: {} }
  })
  expect(said(quota, away)).toEqual([
    'Waiting for the zone; it goes on by itself',
    '等待区域恢复，稍后自动继续'
  ])
})

test('failures count until somebody looks, each once, and not while somebody does', () => {
  const counts: number[] = []
  const attention = createAttention((unseen) => counts.push(unseen))
  attention.report({ profileId: 'a', failed: ['1', '2'] })
  attention.report({ profileId: 'a', failed: ['2', '3'] })
  attention.report({ profileId: 'b', failed: ['2'] })
  attention.report({ profileId: 'b', failed: [] })
  attention.look(true)
  attention.report({ profileId: 'a', failed: ['4'] })
  attention.look(false)
  attention.report({ profileId: 'a', failed: ['5'] })
  // Nobody saw it who went to another window.
  attention.look(false)
  expect(counts).toEqual([2, 3, 4, 0, 1])
  expect(attention.count()).toBe(1)
})

test('the machine sleeps, wakes up, loses its network and finds it again', () => {
  const heard: string[] = []
  let online = true
  const listeners: Record<string, () => void> = {}
  const look = followMachine({
    machine: {
      onSuspend: (listener) => (listeners['suspend'] = listener),
      onResume: (listener) => (listeners['resume'] = listener),
      isOnline: () => online
    },
    sync: { rest: () => heard.push('rest'), wake: () => heard.push('wake') }
  })
  listeners['suspend']?.()
  listeners['resume']?.()
  expect(heard.splice(0)).toEqual(['rest', 'wake'])
  look()
  online = false
  look()
  look()
  expect(heard).toEqual([])
  online = true
  look()
  look()
  expect(heard).toEqual(['wake'])
})

test('start at login is one file, written whole and taken away again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oplog-autostart-'))
  const autostart = createAutostart(folder, ['/opt/Oplog/oplog', '--hidden'])
  await autostart.set(false)
  await autostart.set(true)
  expect(await readFile(autostart.path, 'utf8')).toMatch(/^Exec="\/opt\/Oplog\/oplog" "--hidden"$/m)
  expect(await readdir(dirname(autostart.path))).toEqual(['oplog.desktop'])
  await autostart.set(false)
  expect(await readdir(dirname(autostart.path))).toEqual([])
  // A file where the folder should be.
  await writeFile(join(folder, 'file'), '')
  await expect(createAutostart(join(folder, 'file'), ['x']).set(true)).rejects.toMatchObject({
    code: 'write-failed'
  })
})

test('an entry whose program is gone is renewed, and no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oplog-autostart-'))
  const gone = join(folder, 'it"s 100% `Oplog`-1.0.0 $x\\y.AppImage')
  const here = join(folder, 'Oplog-1.1.0.AppImage')
  await writeFile(here, '')
  const before = createAutostart(folder, [gone, '--hidden'])
  const after = createAutostart(folder, [here, '--hidden'])
  await after.renew()
  expect(await readdir(folder)).toEqual(['Oplog-1.1.0.AppImage'])

  const read = () => readFile(after.path, 'utf8')
  await before.set(true)
  const own = 'X-GNOME-Autostart-Delay=5\n'
  await writeFile(after.path, `${await read()}${own}`)
  await after.renew()
  expect(await read()).toBe(`${autostartEntry([here, '--hidden'])}${own}`)

  const others = [
    // With data of its own.
    autostartEntry([gone, '--user-data-dir=/tmp/x', '--hidden']),
    // Still there, though not this one.
    autostartEntry([process.execPath, '--hidden']),
    `[Desktop Entry]\nExec=${gone} --hidden\n`,
    ''
  ]
  for (const other of others) {
    await writeFile(after.path, other)
    await after.renew()
    expect(await read()).toBe(other)
  }
  // A name full of signs is read as it is.
  await writeFile(gone, '')
  await before.set(true)
  await after.renew()
  expect(await read()).toBe(autostartEntry([gone, '--hidden']))
})

test('the portable program is started itself, not where it was unpacked', () => {
  const portable = 'D:\\Oplog portable.exe'
  expect(loginItem('--hidden', portable)).toEqual({ path: portable, args: ['--hidden'] })
  expect(loginItem('--hidden', undefined)).toEqual({ args: ['--hidden'] })
})

test('no path breaks out of the command that is started', () => {
  const line = autostartEntry(['/home/a b/"x"$y`z\\q%u']).match(/^Exec=(.*)$/m)?.[1]
  expect(line).toBe(String.raw`"/home/a b/\\"x\\"\\$y\\` + '`' + String.raw`z\\\\q%%u"`)
})

test('a mark is a dot in the corner, and leaves the rest of the picture', () => {
  const size = 16
  const bitmap = new Uint8Array(size * size * 4).fill(7)
  paintMark(bitmap, size, markColours.failures)
  const pixel = (x: number, y: number) => [...bitmap.subarray((y * size + x) * 4).subarray(0, 4)]
  const [red, green, blue] = markColours.failures
  expect(pixel(11, 11)).toEqual([blue, green, red, 255])
  expect(pixel(0, 0)).toEqual([7, 7, 7, 7])
  expect(pixel(15, 11)).toEqual([255, 255, 255, 255])
})
