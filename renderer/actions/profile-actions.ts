import { allZones } from '#shared/profile'
import { useProfileFiles } from '../composables/use-profile-files'
import { useApp } from '../stores/app'
import { useProfiles } from '../stores/profiles'
import type { Action, Shortcut } from './action'
import { byId, press } from './press'
import { inSideBar } from './side-bar'

/** Zone profiles: switching between them and keeping them. */
export function profileActions(): Action[] {
  const app = useApp()
  const profiles = useProfiles()
  const files = useProfileFiles()
  const open = inSideBar()
  const several = () => (profiles.list.length > 1 ? null : 'actions.oneProfile')
  const some = () => (profiles.list.length > 0 ? null : 'actions.noProfile')
  const one = () => some() ?? (profiles.merged ? 'actions.oneZone' : null)
  const oneOfUser = () => one() ?? (profiles.current?.kind === 'demo' ? 'actions.builtIn' : null)

  function edit(fresh: boolean): void {
    profiles.editing = fresh ? null : profiles.current
    app.dialog = 'profile'
  }

  /** The place in the list, all zones coming last. */
  function step(by: 1 | -1): void {
    const ids = [...profiles.list.map(({ id }) => id), ...(several() ? [] : [allZones])]
    const place = ids.indexOf(profiles.shownId ?? '')
    const next = ids[(place + by + ids.length) % ids.length]
    if (next) void profiles.select(next)
  }

  function stepAction(id: string, by: 1 | -1, keys: Shortcut): Action {
    return {
      id,
      group: 'profiles',
      title: (t) => t(by === 1 ? 'actions.nextProfile' : 'actions.previousProfile'),
      shortcuts: [keys],
      off: several,
      run: () => step(by)
    }
  }

  return [
    {
      id: 'profiles',
      group: 'profiles',
      title: (t) => t('profile.switch'),
      shortcuts: ['Mod+P'],
      controls: ['profile-switcher'],
      run: () => open('profile-switcher', 'profile-menu')
    },
    {
      id: 'all-zones',
      group: 'profiles',
      title: (t) => t('actions.profile', { name: t('allZones.name') }),
      shortcuts: ['Mod+0'],
      controls: ['all-zones', 'all-zones-option'],
      checked: () => profiles.merged,
      off: several,
      run: () => void profiles.select(allZones)
    },
    stepAction('next-profile', 1, { mac: 'Mod+Alt+ArrowDown', other: 'Mod+PageDown' }),
    stepAction('previous-profile', -1, { mac: 'Mod+Alt+ArrowUp', other: 'Mod+PageUp' }),
    {
      id: 'new-profile',
      group: 'profiles',
      title: (t) => t('profile.new'),
      shortcuts: ['Mod+N'],
      controls: ['profile-new'],
      run: () => edit(true)
    },
    {
      id: 'edit-profile',
      group: 'profiles',
      title: (t) => t('profile.edit'),
      shortcuts: ['Mod+Shift+E'],
      controls: ['profile-edit'],
      off: one,
      run: () => edit(false)
    },
    {
      id: 'test-profile',
      group: 'profiles',
      title: (t) => t('profile.test'),
      shortcuts: ['Mod+Shift+K'],
      off: one,
      run: () => {
        edit(false)
        press(byId('profile-test'))
      }
    },
    {
      id: 'duplicate-profile',
      group: 'profiles',
      title: (t) => t('actions.duplicateProfile'),
      controls: ['profile-duplicate'],
      off: oneOfUser,
      run: () => void files.attempt(() => profiles.duplicate(profiles.current?.id ?? ''))
    },
    {
      id: 'delete-profile',
      group: 'profiles',
      title: (t) => t('actions.deleteProfile'),
      off: one,
      run: () => {
        edit(false)
        press(byId('profile-delete'))
      }
    },
    {
      id: 'import-profiles',
      group: 'profiles',
      title: (t) => t('profile.importFile'),
      controls: ['profile-import'],
      run: () => void files.attempt(files.importFile)
    },
    {
      id: 'export-profiles',
      group: 'profiles',
      title: (t) => t('profile.exportFile'),
      controls: ['profile-export'],
      off: some,
      run: () => void files.attempt(files.exportFile)
    }
  ]
}

/** One for each profile; the first nine have a key. */
export function switchActions(): Action[] {
  const profiles = useProfiles()
  return profiles.list.map(({ id, name }, index) => ({
    id: `profile.${id}`,
    group: 'profiles',
    title: (t) => t('actions.profile', { name }),
    ...(index < 9 ? { shortcuts: [`Mod+${index + 1}`] } : {}),
    controls: ['profile-item', 'profile-option'],
    checked: () => profiles.shownId === id,
    run: () => void profiles.select(id)
  }))
}
