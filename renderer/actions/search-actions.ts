import { allZones } from '#shared/profile'
import { shownOf } from '../shown'
import { useApp } from '../stores/app'
import { useHistory } from '../stores/history'
import { useLog, type Session } from '../stores/log'
import type { Action } from './action'
import { needs } from './needs'
import { byId, focusOn } from './press'

const searchField = `${byId('archive-text')}:enabled, ${byId('param-job_action')}`

/** The table; from there the detail pane, if one is open, so that nobody tabs past every column head. */
function nextPane(): string {
  const table = byId('log-table')
  const inPane = `${byId('detail-pane')} button:not(:disabled)`
  const isInTable = document.activeElement?.closest(table)
  return isInTable && document.querySelector(inPane) ? inPane : table
}

/** What is looked at, and how it comes. */
export function searchActions(): Action[] {
  const app = useApp()
  const log = useLog()
  const history = useHistory()
  const { off, offTable, withSession } = needs()

  function viewAction(view: Session['view'], shortcut: string): Action {
    return {
      id: view,
      group: 'search',
      title: (t) => t('actions.view', { name: t(`view.${view}`) }),
      shortcuts: [shortcut],
      controls: [`view-${view}`],
      checked: () => log.current?.view === view,
      off: off(({ profileId }) =>
        view === 'live' && profileId === allZones ? 'allZones.noLive' : null
      ),
      run: withSession((session) => log.setView(session, view))
    }
  }

  return [
    {
      id: 'search',
      group: 'search',
      title: (t) => t('actions.search'),
      shortcuts: ['/', 'Mod+F'],
      controls: ['archive-text'],
      off: off(),
      run: () => focusOn(searchField)
    },
    {
      id: 'refresh',
      group: 'search',
      title: (t) => t('toolbar.refresh'),
      shortcuts: ['F5', 'Mod+R'],
      controls: ['refresh', 'coverage-retry'],
      off: off(),
      run: withSession((session) => void log.refresh(session))
    },
    viewAction('live', 'Mod+Shift+L'),
    viewAction('archive', 'Mod+Shift+A'),
    {
      id: 'back',
      group: 'search',
      title: (t) => t('actions.back'),
      shortcuts: [{ mac: 'Mod+[', other: 'Alt+ArrowLeft' }, 'Mod+Z'],
      controls: ['history-back', 'undo'],
      off: off(() => (history.canGoBack ? null : 'actions.noBack')),
      run: () => void history.back()
    },
    {
      id: 'forward',
      group: 'search',
      title: (t) => t('actions.forward'),
      shortcuts: [
        { mac: 'Mod+]', other: 'Alt+ArrowRight' },
        { mac: 'Mod+Shift+Z', other: 'Mod+Y' },
        { mac: 'Mod+Y', other: 'Mod+Shift+Z' }
      ],
      controls: ['history-forward'],
      off: off(() => (history.canGoForward ? null : 'actions.noForward')),
      run: () => void history.forward()
    },
    {
      id: 'follow',
      group: 'search',
      title: (t) => t('follow.title'),
      shortcuts: ['Mod+Shift+F'],
      controls: ['follow'],
      checked: () => log.current?.following ?? false,
      off: off(),
      run: withSession((session) => (session.following = !session.following))
    },
    {
      id: 'top',
      group: 'search',
      title: (t) => t('actions.top'),
      shortcuts: ['Alt+Home'],
      controls: ['new-rows'],
      off: offTable(),
      run: withSession((session) => history.goTo(session, 0))
    },
    {
      id: 'go-to',
      group: 'search',
      title: (t) => t('actions.goTo'),
      shortcuts: ['Mod+G'],
      off: offTable((session) => (shownOf(session).loaded > 0 ? null : 'goTo.noRows')),
      run: () => (app.dialog = 'go-to')
    },
    {
      id: 'table',
      group: 'search',
      title: (t) => t('actions.table'),
      shortcuts: ['F6'],
      off: offTable(),
      run: () => focusOn(nextPane())
    },
    {
      id: 'export',
      group: 'search',
      title: (t) => t('actions.export'),
      shortcuts: ['Mod+E'],
      controls: ['export-open'],
      off: off((session) => (shownOf(session).source ? null : 'actions.noRows')),
      run: () => (app.dialog = 'export')
    }
  ]
}
