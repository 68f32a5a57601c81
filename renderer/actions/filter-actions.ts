import { commonParameters, parameters, type ParameterName } from '#shared/parameters'
import { rangePresets } from '#shared/settings'
import { conditionKeys, type ConditionKey } from '../archive-filter'
import { conditionName } from '../components/filters/condition-text'
import { offReason } from '../parameter-form'
import { useLog } from '../stores/log'
import type { Action } from './action'
import { needs } from './needs'
import { byId, focusOn, openPanel, press } from './press'

/** The time range, the parameters of the call, the conditions of the Archive. */
export function filterActions(): Action[] {
  const log = useLog()
  const { off, withSession } = needs()
  const held = off(({ view }) => (view === 'archive' ? null : 'condition.archiveOnly'))

  const ranges = rangePresets.map((range, index): Action => ({
    id: `range.${range}`,
    group: 'time',
    title: (t) => t('actions.range', { name: t(`range.${range}`) }),
    shortcuts: [`Alt+${index}`],
    controls: ['range'],
    checked: () => log.current?.range === range,
    off: off(),
    run: withSession((session) => {
      log.setRange(session, range)
      if (range === 'custom') focusOn(byId('param-start_time'))
    })
  }))

  function parameterAction(name: ParameterName): Action {
    return {
      id: `parameter.${name}`,
      group: 'filters',
      title: (t) => t('actions.parameter', { name: t(`parameters.${name}`) }),
      controls: [`param-${name}`],
      off: off(({ view }) => offReason(name, view)),
      run: () => {
        const field = byId(`param-${name}`)
        const shown = commonParameters.includes(name) || document.querySelector(field)
        if (!shown) press(byId('params-more'))
        focusOn(field)
      }
    }
  }

  function calendarAction(name: 'start_time' | 'end_time'): Action {
    return {
      id: `calendar.${name}`,
      group: 'time',
      title: (t) => t('calendar.open', { name: t(`parameters.${name}`) }),
      controls: [`calendar-${name}`],
      off: off(),
      run: () => press(byId(`calendar-${name}`))
    }
  }

  function conditionAction(key: ConditionKey): Action {
    return {
      id: `condition.${key}`,
      group: 'filters',
      title: (t) => t('actions.condition', { name: conditionName(t, key) }),
      controls: ['filter-field'],
      off: held,
      run: () => {
        if (!document.querySelector(byId('filter-field'))) press(byId('filter-add'))
        press(`${byId('filter-field')}[data-field="${key}"]`)
      }
    }
  }

  return [
    ...ranges,
    calendarAction('start_time'),
    calendarAction('end_time'),
    {
      id: 'zoom-out',
      group: 'time',
      title: (t) => t('histogram.back'),
      shortcuts: ['Alt+O'],
      controls: ['histogram-back'],
      off: off(({ zoomedFrom }) => (zoomedFrom.length > 0 ? null : 'actions.notZoomed')),
      run: withSession(log.zoomOut)
    },
    {
      id: 'apply',
      group: 'filters',
      title: (t) => t('actions.apply'),
      shortcuts: ['Mod+Enter'],
      controls: ['params-apply'],
      off: off(),
      run: withSession((session) => void log.run(session))
    },
    {
      id: 'reset',
      group: 'filters',
      title: (t) => t('actions.reset'),
      shortcuts: ['Alt+R'],
      controls: ['params-reset'],
      off: off(),
      run: withSession((session) => {
        log.reset(session)
        void log.run(session)
      })
    },
    {
      id: 'more-parameters',
      group: 'filters',
      title: (t) => t('actions.moreParameters'),
      shortcuts: ['Alt+M'],
      controls: ['params-more'],
      off: off(),
      run: () => press(byId('params-more'))
    },
    {
      id: 'add-condition',
      group: 'filters',
      title: (t) => t('condition.add'),
      shortcuts: ['Alt+F'],
      controls: ['filter-add'],
      off: held,
      run: () => openPanel(byId('filter-add'), byId('filter-menu'))
    },
    ...conditionKeys.map(conditionAction),
    ...parameters.map(({ name }) => parameterAction(name))
  ]
}
