import { api } from '../api'
import { useApp } from '../stores/app'
import { useUpdates } from '../stores/updates'
import type { Action } from './action'
import { inSideBar } from './side-bar'

/** The app itself. */
export function appActions(): Action[] {
  const app = useApp()
  const updates = useUpdates()
  const open = inSideBar()

  /** Nothing in the window shows that it did not open. */
  function attempt(opening: Promise<void>): void {
    opening.catch(app.sayFailure)
  }

  return [
    {
      id: 'palette',
      group: 'app',
      title: (t) => t('palette.title'),
      shortcuts: ['Mod+K', 'Mod+Shift+P'],
      controls: ['palette'],
      run: () => app.toggle('palette')
    },
    {
      id: 'help',
      group: 'app',
      title: (t) => t('help.title'),
      shortcuts: ['F1'],
      controls: ['help', 'about-help'],
      run: () => (app.help ? (app.help = null) : app.openHelp())
    },
    {
      id: 'shortcuts',
      group: 'app',
      title: (t) => t('shortcuts.title'),
      shortcuts: ['Shift+F1', 'Mod+/'],
      controls: ['shortcuts'],
      run: () => app.toggle('shortcuts')
    },
    {
      id: 'settings',
      group: 'app',
      title: (t) => t('app.settings'),
      shortcuts: ['Mod+,'],
      controls: ['settings'],
      run: () => open('settings', 'settings-panel')
    },
    {
      id: 'data-folder',
      group: 'app',
      title: (t) => t('actions.dataFolder'),
      run: () => attempt(api.app.showFolder('data'))
    },
    {
      id: 'log-folder',
      group: 'app',
      title: (t) => t('actions.logFolder'),
      run: () => attempt(api.app.showFolder('logs'))
    },
    {
      id: 'about',
      group: 'app',
      title: (t) => t('about.open'),
      controls: ['about'],
      run: () => (app.dialog = 'about')
    },
    {
      id: 'check-updates',
      group: 'app',
      title: (t) => t('actions.checkUpdates'),
      off: () => (updates.off ? 'updates.phases.off' : null),
      run: () => {
        app.dialog = 'about'
        void updates.check()
      }
    },
    {
      id: 'vendor-api',
      group: 'app',
      title: (t) => t('actions.vendorApi'),
      run: () => attempt(api.app.openLink('vendor-api'))
    },
    {
      id: 'vendor-console',
      group: 'app',
      title: (t) => t('actions.vendorConsole'),
      run: () => attempt(api.app.openLink('vendor-console'))
    }
  ]
}
