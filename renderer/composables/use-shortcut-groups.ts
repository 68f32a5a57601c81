import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { actionGroups } from '../actions/action'
import { keyText } from '../actions/keys'
import { useActions } from '../actions/registry'
import type { ShortcutLine } from '../components/palette/ShortcutList.vue'
import { useApp } from '../stores/app'

/** What has keys of its own because it has the focus. */
const places = {
  table: {
    move: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
    cell: ['ArrowLeft', 'ArrowRight'],
    menu: ['Shift+F10']
  },
  histogram: {
    move: ['ArrowLeft', 'ArrowRight'],
    mark: ['Shift+ArrowLeft', 'Shift+ArrowRight'],
    zoom: ['Enter'],
    back: ['Backspace']
  }
}

export interface ShortcutGroup {
  id: string
  title: string
  lines: ShortcutLine[]
}

/** Every shortcut by groups, as the registry of actions has them. */
export function useShortcutGroups(): ComputedRef<ShortcutGroup[]> {
  const { t } = useI18n()
  const app = useApp()
  const actions = useActions()

  return computed(() => {
    const own = actionGroups.map((group) => ({
      id: group,
      title: t(`actions.groups.${group}`),
      lines: actions.list
        .filter((action) => action.group === group && action.shortcuts)
        .map((action): ShortcutLine => {
          const title = action.title((key, values = {}) => t(key, values))
          return { id: action.id, title, keys: actions.keys(action) }
        })
    }))
    const placed = Object.entries(places).map(([place, keys]) => ({
      id: place,
      title: t(`shortcuts.${place}.title`),
      lines: Object.entries(keys).map(([name, combos]): ShortcutLine => {
        const shown = combos.map((combo) => keyText(combo, app.mac))
        return { id: `${place}.${name}`, title: t(`shortcuts.${place}.${name}`), keys: shown }
      })
    }))
    return [...own, ...placed].filter(({ lines }) => lines.length > 0)
  })
}
