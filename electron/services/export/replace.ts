import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#shared/errors'
import { codeOf, fileError } from './file-error'

/** What replaces a file; a test gives its own. */
export interface System {
  platform: NodeJS.Platform
  open: (path: string, flags: string) => Promise<{ close: () => Promise<void> }>
  rename: (from: string, to: string) => Promise<void>
  wait: (ms: number) => Promise<unknown>
}

export const thisSystem: System = { platform: process.platform, open, rename, wait }

/** Scanners of viruses let go of a file within seconds; who looks at it does not. */
const pausesMs = { open: [100, 200, 400], rename: [100, 200, 400, 800, 1600, 3200] }

/**
 * What Windows answers where another program has one of the files open. One that may not be written is
 * refused with EPERM when it is opened; renamed, the folder is known to be writable, as the new file was made there.
 */
const heldCodes = { open: ['EBUSY'], rename: ['EPERM', 'EBUSY', 'EACCES'] }

/**
 * On Windows a file that another program has open cannot be replaced, which is better known before the work
 * than after it. Elsewhere it can.
 * @throws AppError `file-in-use`, or what else keeps a file that is there from being written
 */
export async function throwIfHeld(path: string, system: System): Promise<void> {
  if (system.platform !== 'win32') return
  await patiently('open', path, system, async () => {
    try {
      const file = await system.open(path, 'r+')
      await file.close()
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  })
}

/** Gives a new file the name of another. @returns that name. @throws AppError `file-in-use`, or that of `fileError` */
export async function moveOver(from: string, to: string, system: System): Promise<string> {
  await patiently('rename', to, system, () => system.rename(from, to))
  return to
}

/**
 * As `moveOver`, but a file another program has open is left to it: the new one gets a free name beside it.
 * @returns the name it has
 * @throws AppError as `moveOver`
 */
export async function moveOverOrBeside(from: string, to: string, system: System): Promise<string> {
  try {
    return await moveOver(from, to, system)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file-in-use') throw error
  }
  const beside = await takeFreeName(to, system)
  try {
    return await moveOver(from, beside, system)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Makes an empty file under the first of `name (2)`, `name (3)`… that is free, so that nobody else takes it. */
async function takeFreeName(path: string, system: System): Promise<string> {
  const type = extname(path)
  for (let number = 2; ; number++) {
    const free = join(dirname(path), `${basename(path, type)} (${number})${type}`)
    try {
      const file = await system.open(free, 'wx')
      await file.close()
      return free
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw fileError(error, free)
    }
  }
}

async function patiently(
  what: 'open' | 'rename',
  path: string,
  { platform, wait }: System,
  work: () => Promise<void>
): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isHeld = platform === 'win32' && heldCodes[what].includes(codeOf(error))
      if (!isHeld) throw fileError(error, path)
      const pauseMs = pausesMs[what][tries]
      if (pauseMs === undefined) throw inUse(path, error)
      await wait(pauseMs)
    }
  }
}

function inUse(path: string, cause: unknown): AppError {
  return new AppError('file-in-use', 'Another program has the file open.', {
    detail: { path },
    cause
  })
}
