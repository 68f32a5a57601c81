import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '#shared/errors'
import { writeAtomically } from '../../../../electron/services/export/atomic-file'
import { createParts } from '../../../../electron/services/export/parts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let [data, home] = ['', '']
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'oplog-data-')), 'unfinished')
  home = mkdtempSync(join(tmpdir(), 'oplog-home-'))
})
afterEach(async () => {
  await Promise.all(letGo.splice(0).map((end) => end()))
  rmSync(home, { recursive: true, force: true })
})

const parts = () => createParts(data, log)

/** Ends what a test left in the midst: its file is still open. */
const letGo: (() => Promise<unknown>)[] = []

/** An export that a kill ends while it is being written. */
async function killed(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = new AbortController()
    const fill = async (write: (chunk: string) => Promise<void>) => {
      await write('half of the log')
      resolve()
      await once(end.signal, 'abort')
    }
    const run = writeAtomically(join(home, 'log.csv'), fill, { parts: parts() })
    // What it was writing is gone by then.
    const written = run.catch(() => undefined)
    letGo.push(() => {
      end.abort()
      return written
    })
  })
}

/** A note as a process would have left it. */
function note(name: string, path: string): void {
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, name), path)
}

test('what a killed export left in a folder of the user goes at the next start', async () => {
  writeFileSync(join(home, 'log.csv'), 'an older one')
  await killed()
  expect(readdirSync(home)).toHaveLength(2)
  await parts().clear()
  expect(readdirSync(home)).toEqual(['log.csv'])
  expect(readFileSync(join(home, 'log.csv'), 'utf8')).toBe('an older one')
  expect(readdirSync(data)).toEqual([])
})

test('an export that ends, whole or failed, leaves no note', async () => {
  await writeAtomically(join(home, 'log.csv'), (write) => write('x'), { parts: parts() })
  const failed = writeAtomically(join(home, 'b.csv'), () => Promise.reject(new Error('no')), {
    parts: parts()
  })
  await expect(failed).rejects.toThrow('no')
  expect([readdirSync(home), readdirSync(data)]).toEqual([['log.csv'], []])
})

test('nothing else is removed, whatever a note says', async () => {
  const [name, other] = [`.oplog-${randomUUID()}.part`, `.oplog-${randomUUID()}.part`]
  const [folder, link] = [`.oplog-${randomUUID()}.part`, `.oplog-${randomUUID()}.part`]
  for (const file of ['notes.txt', name, other]) writeFileSync(join(home, file), 'of the user')
  mkdirSync(join(home, folder))
  symlinkSync(join(home, 'notes.txt'), join(home, link))
  const before = readdirSync(home)
  note('notes.txt', join(home, 'notes.txt'))
  note(`.oplog-${randomUUID()}.part`, join(home, 'notes.txt'))
  note(other, join(home, name))
  // Cut off, empty, and relative to wherever the app was started.
  note(name, join(home, name).slice(0, -3))
  note(`.oplog-${randomUUID()}.part`, '')
  const relative = `.oplog-${randomUUID()}.part`
  note(relative, relative)
  note(folder, join(home, folder))
  note(link, join(home, link))
  await parts().clear()
  expect(readdirSync(home)).toEqual(before)
  expect(readdirSync(data)).toEqual([])
})

test('a drive that is not there now is looked at again', async () => {
  await killed()
  const [noted = ''] = readdirSync(data)
  const drive = join(home, 'drive')
  note(noted, join(drive, noted))
  await parts().clear()
  expect(readdirSync(data)).toEqual([noted])
  mkdirSync(drive)
  writeFileSync(join(drive, noted), 'half')
  await parts().clear()
  expect([readdirSync(drive), readdirSync(data)]).toEqual([[], []])
})

test('a note that cannot be written keeps nobody from an export', async () => {
  writeFileSync(data, 'a file where the folder should be')
  await writeAtomically(join(home, 'log.csv'), (write) => write('x'), { parts: parts() })
  expect(existsSync(join(home, 'log.csv'))).toBe(true)
  await parts().clear()
})

test('a part that cannot be removed hides no reason, and goes at a later start', async () => {
  const fill = async () => {
    const [part = ''] = readdirSync(home)
    // Stands for a file that a scanner of viruses holds open on Windows.
    rmSync(join(home, part))
    mkdirSync(join(home, part))
    throw new AppError('aborted', 'cancelled')
  }
  const cancelled = writeAtomically(join(home, 'log.csv'), fill, { parts: parts() })
  await expect(cancelled).rejects.toMatchObject({ code: 'aborted' })
  const [part = ''] = readdirSync(home)
  expect(readdirSync(data)).toEqual([part])
  rmSync(join(home, part), { recursive: true })
  writeFileSync(join(home, part), 'half of the log')
  await parts().clear()
  expect([readdirSync(home), readdirSync(data)]).toEqual([[], []])
})
