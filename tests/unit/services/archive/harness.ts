import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Notice } from '#shared/api'
import type { RawOperation } from '#shared/operation'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import { createArchive } from '../../../../electron/services/archive/client'
import { forkArchive } from '../../../../electron/services/archive/fork'
import type { Archive, Log } from '../../../../electron/services/ports'
import { bundleArchive, type Edit } from '../../../support/archive-process'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface Started {
  archive: ReturnType<typeof createArchive>
  folder: string
  notices: Notice[]
  /** Processes started so far, the running one last. */
  pids: number[]
  path: (profileId: string) => string
}

let bundles = 0

/** Archives over real SQLite, each in a folder and a process of its own; both go after each test. */
export function useArchives(edits: readonly Edit[] = []): (folder?: string) => Started {
  let bundle = ''
  const folders: string[] = []
  const archives: Pick<Archive, 'close'>[] = []

  beforeAll(async () => {
    bundle = await bundleArchive(`archive-${process.pid}-${++bundles}`, edits)
  })
  afterAll(() => rmSync(dirname(bundle), { recursive: true, force: true }))
  afterEach(async () => {
    await Promise.all(archives.splice(0).map((archive) => archive.close()))
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  return (given) => {
    const folder = given ?? mkdtempSync(join(tmpdir(), 'oplog-archive-'))
    if (given === undefined) folders.push(folder)
    const pids: number[] = []
    const notices: Notice[] = []
    const spawn = () => {
      const port = forkArchive(bundle, folder)
      pids.push(port.pid)
      return port
    }
    const archive = createArchive({ spawn, folder, log: silent })
    archive.onNotice((notice) => notices.push(notice))
    archives.push(archive)
    return { archive, folder, notices, pids, path: (id) => join(folder, `${id}.sqlite`) }
  }
}

/** A record as the service sends it, fields in its order. */
export function rawRow(jobId: string, fields: RawOperation = {}): RawOperation {
  return {
    action_describe: '创建集群',
    create_time: '2022-04-06T01:26:33Z',
    error_codes: '',
    job_action: 'CreateCluster',
    job_id: jobId,
    owner: 'usr-Owner1',
    resource_ids: 'cl-aaa cl-bbb',
    status: 'successful',
    status_time: '2022-04-06T01:27:40Z',
    submitter: 'usr-submit',
    task_count: 0,
    ...fields
  }
}

export function query(values: Partial<OperationParameters> = {}): OperationParameters {
  return { ...initialParameters, ...values }
}
