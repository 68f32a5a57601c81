import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../say'

function succeeds(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A folder on a disk of its own, that is full soon. Only root on Linux may make one; null elsewhere. */
export function smallDisk(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-disk-'))
  const options = (size: number) => `size=${size}m,mode=700`
  if (!succeeds('mount', '-t', 'tmpfs', '-o', options(megabytes), 'tmpfs', folder)) {
    rmSync(folder, { recursive: true })
    return null
  }
  const remount = (how: string) => {
    if (!succeeds('mount', '-o', `remount,${how}`, folder)) throw new Error(`no remount to ${how}`)
  }
  return {
    folder,
    grow: (to: number) => remount(options(to)),
    readOnly: () => remount('ro'),
    writable: () => remount('rw'),
    remove: () => {
      succeeds('umount', '-l', folder)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export type SmallDisk = NonNullable<ReturnType<typeof smallDisk>>

/** Makes a file or folder unchangeable, even for root. @returns whether that was possible */
export function freeze(path: string): boolean {
  return succeeds('chattr', '+i', path)
}

export function thaw(path: string): void {
  succeeds('chattr', '-i', path)
}

/** Whether disks can be made here; says so loudly where not. */
export function canMakeDisks(): boolean {
  const disk = smallDisk(1)
  if (!disk) say('SKIPPED: full and read-only disks can be tried by root on Linux alone.')
  disk?.remove()
  return disk !== null
}

/** Whether files can be frozen here; says so loudly where not. */
export function canFreeze(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-frozen-'))
  const isPossible = freeze(folder)
  thaw(folder)
  rmSync(folder, { recursive: true, force: true })
  if (!isPossible) say('SKIPPED: frozen files need chattr, root and a file system that knows it.')
  return isPossible
}
