import { allZones } from '#shared/profile'
import { useLog, type Session } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { useSync } from '../stores/sync'
import type { Action } from './action'
import { needs } from './needs'
import { byId, openPanel } from './press'

/** Fetching the history of the profile on screen, or of all of them. */
export function syncActions(): Action[] {
  const log = useLog()
  const sync = useSync()
  const profiles = useProfiles()
  const { off, withSession } = needs()
  const one = off(({ profileId }) => (profileId === allZones ? 'actions.oneZone' : null))
  const state = () => sync.states[log.current?.profileId ?? '']
  const idsOf = ({ profileId }: Session) =>
    profileId === allZones ? profiles.list.map(({ id }) => id) : [profileId]
  const steps = (session: Session) => sync.stepsOf(idsOf(session))

  return [
    {
      id: 'sync-start',
      group: 'sync',
      title: (t) => t('sync.start'),
      shortcuts: ['Alt+S'],
      controls: ['sync-start', 'coverage-fetch'],
      off: off((session) => (steps(session).start.length > 0 ? null : 'actions.syncRuns')),
      run: withSession((session) => sync.actAll('start', steps(session).start))
    },
    {
      id: 'sync-pause',
      group: 'sync',
      title: (t) => t('actions.syncPause'),
      shortcuts: ['Alt+P'],
      controls: ['sync-pause'],
      off: off((session) => (steps(session).pause.length > 0 ? null : 'actions.syncRests')),
      run: withSession((session) => sync.actAll('pause', steps(session).pause))
    },
    {
      id: 'sync-newest',
      group: 'sync',
      title: (t) => t('sync.newest'),
      shortcuts: ['Mod+Shift+R'],
      controls: ['sync-newest'],
      off: off(),
      run: withSession((session) => sync.actAll('newest', idsOf(session)))
    },
    {
      id: 'sync-verify',
      group: 'sync',
      title: (t) => t('actions.verify'),
      shortcuts: ['Alt+V'],
      controls: ['sync-verify'],
      off: () =>
        one() ?? ((state()?.coverage.intervals.length ?? 0) > 0 ? null : 'sync.nothingToVerify'),
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
