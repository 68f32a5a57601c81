import { keyOf, type TableRow } from '../composables/row-source'
import { useApp } from '../stores/app'
import { mostCompared, useComparison } from '../stores/comparison'
import { useLog, type Session } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { useSettings } from '../stores/settings'
import type { Action } from './action'
import { needs } from './needs'
import { byId, pressOrSay } from './press'

const forms = ['text', 'json', 'markdown', 'curl'] as const
const steps = [
  { id: 'previous', key: 'Alt+ArrowUp' },
  { id: 'next', key: 'Alt+ArrowDown' }
] as const

/** The row the pane shows, where it is known. */
function openedRow({ selected, opened }: Session): TableRow | null {
  return opened && keyOf(opened) === selected ? opened : null
}

/** The operation that is looked at closely. */
export function detailActions(): Action[] {
  const app = useApp()
  const log = useLog()
  const settings = useSettings()
  const comparison = useComparison()
  const profiles = useProfiles()
  const { off, offTable, withSession } = needs()
  const unselected = offTable(({ selected }) => (selected === null ? 'actions.noSelection' : null))
  const offPane = offRow(() => null)
  const chosen = () => log.current?.selection ?? []
  const pressIt = (testId: string) => pressOrSay(byId(testId), app.say)

  /** What stands in the pane needs it in sight and unfolded, and may need something of its row. */
  function offRow(why: (row: TableRow, profileId: string) => string | null) {
    return offTable((session) => {
      if (session.selected === null) return 'actions.noSelection'
      if (!settings.values.detailOpen) return 'actions.detailFolded'
      const row = openedRow(session)
      return row && why(row, row.profileId ?? session.profileId)
    })
  }

  function noCurl({ jobId }: TableRow, profileId: string): string | null {
    const profile = profiles.list.find(({ id }) => id === profileId)
    if (profile?.kind === 'demo') return 'detail.curlDemo'
    return jobId.startsWith('no-id-') ? 'detail.curlNoId' : null
  }

  function noComparison({ jobId }: TableRow, profileId: string): string | null {
    const isFull = comparison.places.length >= mostCompared
    return isFull && !comparison.holds({ profileId, jobId }) ? 'actions.compareFull' : null
  }

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
      run: () => pressIt(`detail-${id}`)
    })),
    ...forms.map((form): Action => ({
      id: `copy-${form}`,
      group: 'detail',
      title: (t) => t('actions.copyAs', { form: t(`detail.copyForms.${form}`) }),
      controls: [`detail-copy-${form}`],
      off: form === 'curl' ? offRow(noCurl) : offPane,
      run: () => pressIt(`detail-copy-${form}`)
    })),
    {
      id: 'compare-toggle',
      group: 'detail',
      title: (t) => t('actions.compareToggle'),
      shortcuts: ['Alt+Shift+C'],
      controls: ['compare-toggle'],
      off: offRow(noComparison),
      run: () => pressIt('compare-toggle')
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
      off: offRow(({ resourceIds }) => (resourceIds.length > 0 ? null : 'actions.noResources')),
      run: () => (app.dialog = 'story')
    },
    {
      id: 'raw',
      group: 'detail',
      title: (t) => t('actions.raw'),
      shortcuts: ['Alt+J'],
      controls: ['raw-viewer-toggle'],
      off: offPane,
      run: () => pressIt('raw-viewer-toggle')
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
