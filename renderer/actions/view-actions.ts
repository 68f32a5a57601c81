import { useApp } from '../stores/app'
import { useLog } from '../stores/log'
import { useViews } from '../stores/views'
import type { Action } from './action'
import { needs } from './needs'
import { byId, openPanel, press } from './press'

/** What stands in the menu of the views. */
const inMenu = [
  { id: 'view-save-as', title: 'views.saveAs', shortcut: 'Mod+S' },
  { id: 'views-import', title: 'actions.importViews' },
  { id: 'views-export', title: 'actions.exportViews' }
] as const

/** Searches kept under a name. */
export function viewActions(): Action[] {
  const app = useApp()
  const log = useLog()
  const views = useViews()
  const { off, withSession } = needs()
  const changed = off((session) => {
    const active = views.activeOf(session)
    return active && views.isChanged(session, active) ? null : 'actions.viewUnchanged'
  })

  return [
    {
      id: 'views',
      group: 'views',
      title: (t) => t('actions.views'),
      shortcuts: ['Alt+W'],
      controls: ['views-open'],
      off: off(),
      run: () => openPanel(byId('views-open'), byId('views-menu'))
    },
    {
      id: 'view-save',
      group: 'views',
      title: (t) => t('views.save'),
      controls: ['view-save'],
      off: changed,
      run: withSession((session) => {
        if (session.activeView) views.update(session, session.activeView).catch(app.sayNotKept)
      })
    },
    {
      id: 'view-revert',
      group: 'views',
      title: (t) => t('views.revert'),
      controls: ['view-revert'],
      off: changed,
      run: withSession((session) => {
        const active = views.activeOf(session)
        if (active) log.adopt(session, active.search, active.id)
      })
    },
    {
      id: 'view-link',
      group: 'views',
      title: (t) => t('link.copy'),
      shortcuts: ['Mod+Shift+S'],
      controls: ['view-link'],
      off: off(),
      // Nothing more is asked, so no menu opens for it.
      run: withSession((session) => views.copyLink(session))
    },
    ...inMenu.map((item): Action => ({
      id: item.id,
      group: 'views',
      title: (t) => t(item.title),
      ...('shortcut' in item ? { shortcuts: [item.shortcut] } : {}),
      controls: [item.id],
      off: off(),
      run: () => {
        openPanel(byId('views-open'), byId('views-menu'))
        press(byId(item.id))
      }
    }))
  ]
}

/** One for each saved view that the profile on screen offers. */
export function savedViewActions(): Action[] {
  const log = useLog()
  const views = useViews()
  const { off, withSession } = needs()
  return (log.current ? views.offered(log.current) : []).map((view) => ({
    id: `view.${view.id}`,
    group: 'views',
    title: (t) => t('actions.savedView', { name: view.name }),
    controls: ['view-option'],
    checked: () => log.current?.activeView === view.id,
    off: off(),
    run: withSession((session) => log.adopt(session, view.search, view.id))
  }))
}
