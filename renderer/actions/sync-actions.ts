import { allZones } from '#shared/profile'
import { isBusy } from '../components/sync/sync-text'
import { useLog } from '../stores/log'
import { useSync } from '../stores/sync'
import type { Action } from './action'
import { needs } from './needs'
import { byId, openPanel } from './press'

/** Fetching the history of the profile on screen. */
export function syncActions(): Action[] {
  const log = useLog()
  const sync = useSync()
  const { off, withSession } = needs()
  const one = off(({ profileId }) => (profileId === allZones ? 'actions.oneZone' : null))
  const state = () => sync.states[log.current?.profileId ?? '']
  const running = () => {
    const now = state()
    return now !== undefined && (isBusy(now) || now.phase === 'waiting')
  }

  return [
    {
      id: 'sync-start',
      group: 'sync',
      title: (t) => t('sync.start'),
      shortcuts: ['Alt+S'],
      controls: ['sync-start', 'coverage-fetch'],
      off: () => one() ?? (running() ? 'actions.syncRuns' : null),
      run: withSession(({ profileId }) => sync.act('start', profileId))
    },
    {
      id: 'sync-pause',
      group: 'sync',
      title: (t) => t('actions.syncPause'),
      shortcuts: ['Alt+P'],
      controls: ['sync-pause'],
      off: () => one() ?? (running() ? null : 'actions.syncRests'),
      run: withSession(({ profileId }) => sync.act('pause', profileId))
    },
    {
      id: 'sync-newest',
      group: 'sync',
      title: (t) => t('sync.newest'),
      shortcuts: ['Mod+Shift+R'],
      controls: ['sync-newest'],
      off: one,
      run: withSession(({ profileId }) => sync.act('newest', profileId))
    },
    {
      id: 'sync-verify',
      group: 'sync',
      title: (t) => t('actions.verify'),
      shortcuts: ['Alt+V'],
      controls: ['sync-verify'],
      off: () => one() ?? ((state()?.coverage.intervals.length ?? 0) > 0 ? null : 'bar.held'),
      run: withSession(({ profileId }) => {
        openPanel(byId('sync-details'), byId('sync-panel'))
        void sync.verify(profileId)
      })
    },
    {
      id: 'sync-details',
      group: 'sync',
      title: (t) => t('sync.details'),
      shortcuts: ['Alt+Y'],
      controls: ['sync-details'],
      off: one,
      run: () => openPanel(byId('sync-details'), byId('sync-panel'))
    }
  ]
}
