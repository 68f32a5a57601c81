import { densities, Theme, timeZones } from '#shared/settings'
import { useLog } from '../stores/log'
import { useSettings } from '../stores/settings'
import type { Action } from './action'
import { needs } from './needs'
import { byId, openPanel } from './press'

const themes = Theme.options
const languages = [
  { value: 'zh-CN', name: '中文', control: 'language-zh' },
  { value: 'en', name: 'English', control: 'language-en' }
] as const

function after<T>(all: readonly T[], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? one
}

/** How things are shown. */
export function displayActions(): Action[] {
  const log = useLog()
  const settings = useSettings()
  const { off, offTable, withSession } = needs()

  return [
    {
      id: 'side-bar',
      group: 'display',
      title: (t) => t('app.sidebar'),
      shortcuts: ['Mod+B'],
      controls: ['sidebar-toggle'],
      checked: () => settings.values.sidebarOpen,
      off: off(),
      run: () => void settings.set({ sidebarOpen: !settings.values.sidebarOpen })
    },
    {
      id: 'histogram',
      group: 'display',
      title: (t) => t('actions.histogram'),
      shortcuts: ['Alt+H'],
      controls: ['histogram-toggle'],
      checked: () => settings.values.histogramOpen,
      off: off(({ view }) => (view === 'archive' ? null : 'actions.archiveOnly')),
      run: () => void settings.set({ histogramOpen: !settings.values.histogramOpen })
    },
    {
      id: 'statistics',
      group: 'display',
      title: (t) => t('actions.statistics'),
      shortcuts: ['Alt+A'],
      controls: ['statistics-open', 'statistics-close'],
      checked: () => log.current?.statistics ?? false,
      off: off(({ view }) => (view === 'archive' ? null : 'actions.archiveOnly')),
      run: withSession((session) => (session.statistics = !session.statistics))
    },
    {
      id: 'columns',
      group: 'display',
      title: (t) => t('actions.columns'),
      shortcuts: ['Alt+C'],
      controls: ['columns'],
      off: offTable(),
      run: () => openPanel(byId('columns'), byId('columns-list'))
    },
    {
      id: 'reset-columns',
      group: 'display',
      title: (t) => t('table.resetColumns'),
      controls: ['columns-reset'],
      off: off(),
      run: withSession((session) => (session.columns = null))
    },
    {
      id: 'next-density',
      group: 'display',
      title: (t) => t('actions.nextDensity'),
      shortcuts: ['Alt+D'],
      controls: ['density'],
      run: () => void settings.set({ density: after(densities, settings.values.density) })
    },
    ...densities.map((density): Action => ({
      id: `density.${density}`,
      group: 'display',
      title: (t) => t('actions.density', { name: t(`settings.densities.${density}`) }),
      checked: () => settings.values.density === density,
      run: () => void settings.set({ density })
    })),
    {
      id: 'next-theme',
      group: 'display',
      title: (t) => t('actions.nextTheme'),
      shortcuts: ['Alt+T'],
      controls: ['theme'],
      run: () => void settings.set({ theme: after(themes, settings.values.theme) })
    },
    ...themes.map((theme): Action => ({
      id: `theme.${theme}`,
      group: 'display',
      title: (t) => t('actions.theme', { name: t(`app.themes.${theme}`) }),
      checked: () => settings.values.theme === theme,
      run: () => void settings.set({ theme })
    })),
    {
      id: 'next-language',
      group: 'display',
      title: (t) => t('actions.nextLanguage'),
      shortcuts: ['Alt+L'],
      run: () => void settings.set({ language: settings.locale === 'en' ? 'zh-CN' : 'en' })
    },
    ...languages.map(({ value, name, control }): Action => ({
      id: `language.${value}`,
      group: 'display',
      title: (t) => t('actions.language', { name }),
      controls: [control],
      checked: () => settings.locale === value,
      run: () => void settings.set({ language: value })
    })),
    {
      id: 'next-time-zone',
      group: 'display',
      title: (t) => t('actions.nextTimeZone'),
      shortcuts: ['Alt+Z'],
      run: () => void settings.set({ timeZone: after(timeZones, settings.values.timeZone) })
    },
    ...timeZones.map((timeZone): Action => ({
      id: `time-zone.${timeZone}`,
      group: 'display',
      title: (t) => t('actions.timeZone', { name: t(`zone.${timeZone}`) }),
      controls: ['time-zone'],
      checked: () => settings.values.timeZone === timeZone,
      run: () => void settings.set({ timeZone })
    }))
  ]
}
