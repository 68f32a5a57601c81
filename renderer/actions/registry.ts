import { defineStore } from 'pinia'
import { computed } from 'vue'
import { i18n } from '../locales'
import { useApp } from '../stores/app'
import { useLinks } from '../stores/links'
import type { Action } from './action'
import { appActions } from './app-actions'
import { detailActions } from './detail-actions'
import { displayActions } from './display-actions'
import { filterActions } from './filter-actions'
import type { Hints } from './hint'
import { ariaKeys, keyText, onPlatform } from './keys'
import { profileActions, switchActions } from './profile-actions'
import { searchActions } from './search-actions'
import { syncActions } from './sync-actions'
import { savedViewActions, viewActions } from './view-actions'

/** Every action of the app. A new one is one entry in one of the files beside this one. */
export const useActions = defineStore('actions', () => {
  const app = useApp()
  const links = useLinks()
  const fixed = [
    ...searchActions(),
    ...filterActions(),
    ...viewActions(),
    ...detailActions(),
    ...profileActions(),
    ...syncActions(),
    ...displayActions(),
    ...appActions()
  ]
  const list = computed<Action[]>(() => [...fixed, ...savedViewActions(), ...switchActions()])
  const byId = computed(() => new Map(list.value.map((action) => [action.id, action])))
  const byCombo = computed(() => {
    const pairs = list.value.flatMap((action) =>
      combosOf(action).map((combo) => [combo, action] as const)
    )
    return new Map(pairs)
  })

  function combosOf({ shortcuts = [] }: Action): string[] {
    return shortcuts.map((shortcut) => onPlatform(shortcut, app.mac))
  }

  /**
   * Whether what lies over the window lets an action through: a dialog keeps everything to itself but the
   * guide, which may be read beside it; the palette and the sheet of shortcuts all but what closes them.
   */
  function isOpen({ id }: Action): boolean {
    if (app.overlay) return id === app.overlay
    return id === 'help' || !(app.dialog || links.pending || app.help)
  }

  /** Runs an action; one that cannot be run says why. */
  function run(action: Action): void {
    const reason = action.off?.() ?? null
    if (reason === null) action.run()
    else app.say(i18n.global.t(reason))
  }

  function keys(action: Action): string[] {
    return combosOf(action).map((combo) => keyText(combo, app.mac))
  }

  const hints: Hints = {
    hint(id, title) {
      const action = byId.value.get(id)
      const shown = action ? keys(action)[0] : undefined
      const aria = action ? combosOf(action).map((combo) => ariaKeys(combo, app.mac)) : []
      return {
        title: title && shown ? `${title} (${shown})` : title,
        'aria-keyshortcuts': aria.length > 0 ? aria.join(' ') : undefined
      }
    },
    keys(id) {
      const action = byId.value.get(id)
      return (action && keys(action)[0]) ?? ''
    }
  }

  return { list, byId, byCombo, combosOf, isOpen, run, keys, hints }
})
