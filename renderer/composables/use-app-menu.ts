import { effect, onUnmounted, stop } from 'vue'
import { useI18n } from 'vue-i18n'
import { menuRoles, menuTitles, type AppMenu } from '#shared/menu'
import { actionGroups, type Action } from '../actions/action'
import { acceleratorOf, isOfFields } from '../actions/keys'
import { useActions } from '../actions/registry'
import { api } from '../api'
import { firstRows } from '../first-rows'
import { useApp } from '../stores/app'

/** The menu is made anew so long after something it depends on changed, ms. */
const restMs = 300

/** Keeps the system's menu bar in step with what can be done. */
export function useAppMenu(): void {
  const app = useApp()
  const actions = useActions()
  const { t } = useI18n()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sent = ''
  let isGone = false
  let leave: () => void = () => undefined

  function itemOf(action: Action): AppMenu['groups'][number]['items'][number] {
    // A key that fields use themselves must not be taken from them by the system.
    const combo = actions.combosOf(action).find((each) => !isOfFields(each, app.mac))
    return {
      id: action.id,
      label: action.title((key, values = {}) => t(key, values)),
      ...(combo && combo !== 'Escape' ? { accelerator: acceleratorOf(combo) } : {}),
      enabled: actions.isOpen(action) && (action.off?.() ?? null) === null,
      checked: action.checked?.() ?? null
    }
  }

  function named<K extends string>(names: readonly K[]): Record<K, string> {
    // One entry for each name.
    return Object.fromEntries(names.map((name) => [name, t(`menu.${name}`)])) as Record<K, string>
  }

  function menuNow(): AppMenu {
    return {
      roles: named(menuRoles),
      titles: named(menuTitles),
      groups: actionGroups.map((group) => ({
        label: t(`actions.groups.${group}`),
        items: actions.list.filter((action) => action.group === group).map(itemOf)
      }))
    }
  }

  function send(): void {
    const menu = menuNow()
    const text = JSON.stringify(menu)
    if (text === sent) return
    sent = text
    void api.app.setMenu(menu).catch(() => undefined)
  }

  /** Not a watcher: that would make the whole menu at each change, however many come at once. */
  function follow(): void {
    const runner = effect(send, {
      scheduler: () => {
        clearTimeout(timer)
        timer = setTimeout(runner, restMs)
      }
    })
    leave = () => stop(runner)
  }

  // Some hundred titles cost a frame or two.
  void firstRows.then(() => {
    if (!isGone) follow()
  })
  const stopChosen = api.on('menuAction', ({ id }) => {
    const action = actions.byId.get(id)
    if (action && actions.isOpen(action)) actions.run(action)
  })
  onUnmounted(() => {
    isGone = true
    leave()
    stopChosen()
    clearTimeout(timer)
  })
}
