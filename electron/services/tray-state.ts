import type { SyncState } from '#shared/sync'
import type { SpokenLanguage } from './sync/sentences'

/** What the icon beside the clock tells; the first that is true. */
export type TrayMark = 'failures' | 'stopped' | 'syncing' | 'waiting' | 'idle'

export interface TrayState {
  mark: TrayMark
  /** Of the history under way, whole %; null: none, or not known yet. */
  percent: number | null
  /** Why all that waits does: the quota is used up, or something else such as the network. */
  quota: boolean
  unseen: number
  /** Profiles that are kept fresh, to pause; and those that could go on. */
  running: string[]
  paused: string[]
}

/** Sums up all profiles. */
export function trayStateOf(states: readonly SyncState[], unseen: number): TrayState {
  const ids = (...phases: readonly SyncState['phase'][]) =>
    states.filter(({ phase }) => phases.includes(phase)).map(({ profileId }) => profileId)
  const waiting = states.filter(({ phase }) => phase === 'waiting')
  const busy = ids('backfill', 'newest', 'verify')
  const stopped = ids('failed')
  return {
    mark: markOf({ unseen, stopped, busy, waiting }),
    percent: percentOf(states.filter(({ phase }) => phase === 'backfill')),
    quota: waiting.every(isForQuota),
    unseen,
    running: ids('backfill', 'newest', 'verify', 'waiting', 'idle'),
    paused: ids('paused', 'failed')
  }
}

/** Our own count of the calls is used up, without an error, or the service's. */
function isForQuota({ error }: SyncState): boolean {
  return error === null || error.code === 'quota-exceeded'
}

function markOf(found: {
  unseen: number
  stopped: readonly unknown[]
  busy: readonly unknown[]
  waiting: readonly unknown[]
}): TrayMark {
  if (found.unseen > 0) return 'failures'
  if (found.stopped.length > 0) return 'stopped'
  if (found.busy.length > 0) return 'syncing'
  return found.waiting.length > 0 ? 'waiting' : 'idle'
}

function percentOf(states: readonly SyncState[]): number | null {
  const known = states.filter(({ total }) => total !== null && total > 0)
  const total = known.reduce((sum, state) => sum + (state.total ?? 0), 0)
  if (total === 0) return null
  const done = known.reduce((sum, state) => sum + state.done, 0)
  // A history that is not complete never says so.
  return Math.min(99, Math.floor((done / total) * 100))
}

interface TraySentences {
  show: string
  pause: string
  resume: string
  quit: string
  /** Said once, when the window is closed for the first time. */
  closed: string
  state: (state: TrayState) => string
}

/** What the icon and its menu say. */
export const traySentences: Readonly<Record<SpokenLanguage, TraySentences>> = {
  'zh-CN': {
    show: '显示 Oplog',
    pause: '暂停获取',
    resume: '继续获取',
    quit: '退出',
    closed: 'Oplog 仍在托盘中运行。再次启动 Oplog 或点击托盘图标即可打开窗口。',
    state: ({ mark, percent, quota, unseen }) =>
      ({
        failures: `${unseen} 条失败的操作未查看`,
        stopped: '同步已停止，打开窗口查看原因',
        syncing: percent === null ? '正在同步' : `正在同步 ${percent}%`,
        waiting: quota ? '配额已用完，稍后自动继续' : '等待区域恢复，稍后自动继续',
        idle: '空闲'
      })[mark]
  },
  en: {
    show: 'Show Oplog',
    pause: 'Pause fetching',
    resume: 'Go on fetching',
    quit: 'Quit',
    closed: 'Oplog goes on in the tray. Start Oplog again, or click its icon, to open the window.',
    state: ({ mark, percent, quota, unseen }) =>
      ({
        failures:
          unseen === 1 ? '1 failed operation not seen' : `${unseen} failed operations not seen`,
        stopped: 'Syncing stopped; the window says why',
        syncing: percent === null ? 'Syncing' : `Syncing ${percent}%`,
        waiting: quota
          ? 'The quota is used up; it goes on by itself'
          : 'Waiting for the zone; it goes on by itself',
        idle: 'Idle'
      })[mark]
  }
}
