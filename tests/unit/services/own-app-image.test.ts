import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownAppImage } from '../../../electron/services/own-app-image'

const APPIMAGE = '/home/me/Oplog.AppImage'

test('an AppImage is the app’s own only where the app runs inside it', () => {
  const of = (APPDIR: string | undefined, executable: string) =>
    ownAppImage({ APPIMAGE, APPDIR }, executable)
  expect(of('/tmp/.mount_Oplog1', '/tmp/.mount_Oplog1/oplog')).toBe(APPIMAGE)
  expect(of('/tmp/.mount_Oplog1/', '/tmp/.mount_Oplog1/usr/bin/oplog')).toBe(APPIMAGE)
  // Inherited from an editor.
  expect(of('/tmp/.mount_Editor', '/opt/Oplog/oplog')).toBeNull()
  expect(of('/tmp/.mount_Oplog', '/tmp/.mount_Oplog1/oplog')).toBeNull()
  expect(of(undefined, '/opt/Oplog/oplog')).toBeNull()
  expect(of('', '/opt/Oplog/oplog')).toBeNull()
  expect(ownAppImage({ APPDIR: '/opt' }, '/opt/Oplog/oplog')).toBeNull()
})

test('a link on the way to where it is mounted does not hide it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-appimage-'))
  mkdirSync(join(folder, 'real'))
  writeFileSync(join(folder, 'real', 'oplog'), '')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  expect(ownAppImage({ APPIMAGE, APPDIR: join(folder, 'link') }, join(folder, 'real/oplog'))).toBe(
    APPIMAGE
  )
})
