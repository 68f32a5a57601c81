import { access, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createBirpc, type BirpcReturn } from 'birpc'
import type { Notice } from '#shared/api'
import { AppError, fromWire } from '#shared/errors'
import type { Archive, Log, StoreReport, SyncArchive } from '../ports'
import { createStoreQueue } from './store-queue'
import type { ArchiveProcess, HostFunctions, Reply, WorkerFunctions } from './protocol'

interface Deps {
  /** Starts the process that runs `process.ts` on the folder. */
  spawn: () => ArchiveProcess
  folder: string
  log: Log
}

interface Running {
  remote: BirpcReturn<WorkerFunctions, HostFunctions>
  process: ArchiveProcess
}

/** Pages of the Live view are kept once none came for so long, ms. */
const storeRestMs = 50
/**
 * But not so soon after the start: to start the process takes a core for a tenth of a second, in which
 * the first rows are being shown. No page waits longer, ms.
 */
const firstStoreMs = 500

/** Where a call that was under way when the process died is asked again: all are repeatable. */
const tries = 2

/** The archive in a process of its own, started at first use and again should it die. */
export function createArchive({ spawn, folder, log }: Deps): Archive & { sync: SyncArchive } {
  const listeners = new Set<(notice: Notice) => void>()
  const lossListeners = new Set<(profileId: string) => void>()
  let running: Running | null = null
  let closed = false

  function start(): Running {
    const process = spawn()
    const remote = createBirpc<WorkerFunctions, HostFunctions>(
      {
        notice: (notice) => listeners.forEach((listener) => listener(notice)),
        lost: (profileId) => lossListeners.forEach((listener) => listener(profileId))
      },
      { timeout: -1, post: process.post, on: process.onMessage }
    )
    const started = { remote, process }
    process.onExit(() => {
      if (running === started) running = null
      if (!closed) log.error('the archive process ended')
      remote.$close(new Error('the archive process ended'))
    })
    return started
  }

  const queue = createStoreQueue({
    send: (profileId, pages) => ask((remote) => remote.store(profileId, ...pages)),
    restMs: () => (running ? storeRestMs : firstStoreMs),
    mostMs: firstStoreMs
  })

  /** Whoever asks sees what came before. */
  function call<T>(question: (remote: Running['remote']) => Promise<Reply<T>>): Promise<T> {
    queue.flush()
    return ask(question)
  }

  function pathOf(profileId: string): string {
    return join(folder, `${profileId}.sqlite`)
  }

  function store(...input: Parameters<SyncArchive['store']>): Promise<StoreReport> {
    return call((remote) => remote.store(...input))
  }

  async function ask<T>(question: (remote: Running['remote']) => Promise<Reply<T>>): Promise<T> {
    for (let left = tries; ; left--) {
      if (closed) throw unavailable('The archive is closed.')
      running ??= start()
      const current = running
      let answer: Reply<T>
      try {
        answer = await question(current.remote)
      } catch (error) {
        if (running !== current && left > 1) continue
        throw unavailable(String(error))
      }
      if (!answer.ok) throw fromWire(answer.error)
      return answer.value
    }
  }

  return {
    store,
    storeSoon: queue.add,
    answer: (...input) => call((remote) => remote.answer(...input)),
    record: (...input) => call((remote) => remote.record(...input)),
    page: (...input) => call((remote) => remote.page(...input)),
    records: (...input) => call((remote) => remote.records(...input)),
    counts: (...input) => call((remote) => remote.counts(...input)),
    histogram: (...input) => call((remote) => remote.histogram(...input)),
    statistics: (...input) => call((remote) => remote.statistics(...input)),
    story: (...input) => call((remote) => remote.story(...input)),
    engine: () => call((remote) => remote.engine()),
    sync: {
      store,
      exists: (profileId) => isThere(pathOf(profileId)),
      coverage: (...input) => call((remote) => remote.coverage(...input)),
      mark: (...input) => call((remote) => remote.mark(...input)),
      pending: (...input) => call((remote) => remote.pending(...input)),
      countBetween: (...input) => call((remote) => remote.countBetween(...input)),
      announce: (...input) => call((remote) => remote.announce(...input)),
      due: (...input) => call((remote) => remote.due(...input)),
      noteGone: (...input) => call((remote) => remote.noteGone(...input)),
      told: (...input) => call((remote) => remote.told(...input)),
      record: (...input) => call((remote) => remote.record(...input)),
      onLost: (listener) => {
        lossListeners.add(listener)
        return () => lossListeners.delete(listener)
      }
    },
    remove: async (profileId) => {
      await call((remote) => remote.release(profileId))
      const path = pathOf(profileId)
      const files = ['', '-wal', '-shm', '.next', '.next-wal', '.next-shm'].map((end) => path + end)
      const copies = await damagedCopies(folder, profileId)
      await Promise.all([...files, ...copies].map((file) => rm(file, { force: true })))
    },
    close: async () => {
      if (closed) return
      queue.flush()
      const last = running
      if (last) await call((remote) => remote.closeAll())
      closed = true
      last?.process.kill()
    },
    onNotice: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

/** What `file.ts` put aside of a profile's archive: it holds rows too. */
async function damagedCopies(folder: string, profileId: string): Promise<string[]> {
  const names = (await isThere(folder)) ? await readdir(folder) : []
  return names
    .filter((name) => name.startsWith(`${profileId}.broken-`))
    .map((name) => join(folder, name))
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

function unavailable(message: string): AppError {
  return new AppError('archive-unavailable', message)
}
