import { useComparison } from '../stores/comparison'
import { useLog } from '../stores/log'
import { useSettings } from '../stores/settings'
import type { Action } from './action'
import { needs } from './needs'
import { byId, press } from './press'

const forms = ['text', 'json', 'markdown', 'curl'] as const
const steps = [
  { id: 'previous', key: 'Alt+ArrowUp' },
  { id: 'next', key: 'Alt+ArrowDown' }
] as const

/** The operation that is looked at closely. */
export function detailActions(): Action[] {
  const log = useLog()
  const settings = useSettings()
  const comparison = useComparison()
  const { off, offTable, withSession } = needs()
  const unselected = off(({ selected }) => (selected === null ? 'actions.noSelection' : null))
  /** What stands in the pane needs it in sight and unfolded. */
  const offPane = offTable(({ selected }) => {
    if (selected === null) return 'actions.noSelection'
    return settings.values.detailOpen ? null : 'actions.detailFolded'
  })
  const chosen = () => log.current?.selection ?? []

  return [
    {
      id: 'detail',
      group: 'detail',
      title: (t) => t('actions.detail'),
      shortcuts: ['Mod+I'],
      controls: ['detail-collapse', 'detail-expand'],
      checked: () => settings.values.detailOpen,
      off: offTable(),
      run: () => void settings.set({ detailOpen: !settings.values.detailOpen })
    },
    ...steps.map(({ id, key }): Action => ({
      id: `detail-${id}`,
      group: 'detail',
      title: (t) => t(`detail.${id}`),
      shortcuts: [key],
      repeats: true,
      controls: [`detail-${id}`],
      off: offPane,
      run: () => press(byId(`detail-${id}`))
    })),
    ...forms.map((form): Action => ({
      id: `copy-${form}`,
      group: 'detail',
      title: (t) => t('actions.copyAs', { form: t(`detail.copyForms.${form}`) }),
      controls: [`detail-copy-${form}`],
      off: offPane,
      run: () => press(byId(`detail-copy-${form}`))
    })),
    {
      id: 'compare-toggle',
      group: 'detail',
      title: (t) => t('actions.compareToggle'),
      shortcuts: ['Alt+Shift+C'],
      controls: ['compare-toggle'],
      off: offPane,
      run: () => press(byId('compare-toggle'))
    },
    {
      id: 'compare',
      group: 'detail',
      title: (t) => t('compare.title'),
      shortcuts: ['Mod+Shift+D'],
      controls: ['compare-open', 'selection-compare'],
      off: off(() => (chosen().length > 1 || comparison.places.length > 1 ? null : 'compare.few')),
      run: () => {
        if (chosen().length > 1) comparison.compare(chosen())
        else void comparison.open()
      }
    },
    {
      id: 'story',
      group: 'detail',
      title: (t) => t('actions.story'),
      shortcuts: ['Alt+G'],
      controls: ['story-open'],
      off: offPane,
      run: () => press(byId('story-open'))
    },
    {
      id: 'raw',
      group: 'detail',
      title: (t) => t('actions.raw'),
      shortcuts: ['Alt+J'],
      controls: ['raw-viewer-toggle'],
      off: offPane,
      run: () => press(byId('raw-viewer-toggle'))
    },
    {
      id: 'clear-selection',
      group: 'detail',
      title: (t) => t('actions.clearSelection'),
      shortcuts: ['Escape'],
      controls: ['detail-close', 'selection-clear'],
      off: unselected,
      run: withSession((session) => (session.selected = null))
    }
  ]
}
