import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Looks at a file as a kill left it, log and all, in a copy, so that the app finds it so too. */
export function inCopy<T>(path: string, look: (copy: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-audit-'))
  const copy = join(folder, basename(path))
  for (const end of ['', '-wal']) if (existsSync(path + end)) cpSync(path + end, copy + end)
  try {
    return look(copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A finding where a whole file was taken for a broken one. */
export function putAside(path: string): string[] {
  const wasPutAside = readdirSync(dirname(path)).some((name) => name.includes('.broken-'))
  return wasPutAside ? ['the file was taken for a broken one'] : []
}
