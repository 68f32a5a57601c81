import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '#shared/errors'
import { fileError } from './export/file-error'
import type { SpokenLanguage } from './sync/sentences'

interface Sentences {
  title: string
  /** By what hinders the file or folder; `reason` is the system's own word. */
  files: Partial<Record<ErrorCode, (path: string, reason: string) => string>>
  other: (reason: string) => string
}

const sentences: Readonly<Record<SpokenLanguage, Sentences>> = {
  'zh-CN': {
    title: 'Oplog 无法启动',
    files: {
      'disk-full': (path) => `磁盘已满，无法写入 ${path}。请腾出空间后重新启动 Oplog。`,
      'permission-denied': (path) =>
        `没有权限写入 ${path}。请修改权限，或用 --user-data-dir=DIR 指定其他数据文件夹。`,
      'write-failed': (path, reason) =>
        `无法写入 ${path}（${reason}）。请排除故障，或用 --user-data-dir=DIR 指定其他数据文件夹。`,
      'read-failed': (path, reason) =>
        `无法读取 ${path}（${reason}），文件未作改动。请排除故障后重新启动 Oplog。`,
      'config-newer': (path) =>
        `${path} 由更新版本的 Oplog 写成，文件未作改动。请安装新版本，或用 --user-data-dir=DIR 指定其他数据文件夹。`
    },
    other: (reason) => `发生意外错误：${reason}`
  },
  en: {
    title: 'Oplog cannot start',
    files: {
      'disk-full': (path) =>
        `The disk is full: ${path} cannot be written. Free some space, then start Oplog again.`,
      'permission-denied': (path) =>
        `Oplog has no permission to write ${path}. Give it that, or name another data folder with --user-data-dir=DIR.`,
      'write-failed': (path, reason) =>
        `${path} cannot be written (${reason}). Put that right, or name another data folder with --user-data-dir=DIR.`,
      'read-failed': (path, reason) =>
        `${path} cannot be read (${reason}). It was left as it is. Put that right, then start Oplog again.`,
      'config-newer': (path) =>
        `${path} was written by a newer Oplog. It was left as it is. Install the newer version, or name another data folder with --user-data-dir=DIR.`
    },
    other: (reason) => `Something unexpected happened: ${reason}`
  }
}

/** What the user is told when the app cannot start. */
export function startFailure(
  error: unknown,
  language: SpokenLanguage
): { title: string; text: string } {
  const { title, files, other } = sentences[language]
  const cause = error instanceof AppError ? (error.cause ?? error) : error
  const reason = cause instanceof Error ? cause.message : String(cause)
  const path = error instanceof AppError ? error.detail.path : undefined
  const say = error instanceof AppError ? files[error.code] : undefined
  return { title, text: say && path !== undefined ? say(path, reason) : other(reason) }
}

/** Why nothing can be written into the data folder; null where it can. */
export function folderTrouble(folder: string): AppError | null {
  try {
    mkdirSync(folder, { recursive: true })
    // Tried, since not every system knows beforehand.
    rmdirSync(mkdtempSync(join(folder, '.oplog-')))
    return null
  } catch (error) {
    return fileError(error, folder)
  }
}
