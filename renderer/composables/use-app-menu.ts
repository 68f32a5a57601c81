import { computed, onUnmounted, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { menuRoles, menuTitles, type AppMenu } from '#shared/menu'
import { actionGroups, type Action } from '../actions/action'
import { acceleratorOf, isOfFields } from '../actions/keys'
import { useActions } from '../actions/registry'
import { api } from '../api'
import { useApp } from '../stores/app'

/** The menu is made anew once what it says has been the same for so long, ms. */
const restMs = 300

/** Keeps the system's menu bar in step with what can be done. */
export function useAppMenu(): void {
  const app = useApp()
  const actions = useActions()
  const { t } = useI18n()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** A dialog keeps everything to itself but the guide, which may be read beside it. */
  function isOpen({ id }: Action): boolean {
    return id === 'help' || (!app.dialog && !app.help)
  }

  function itemOf(action: Action): AppMenu['groups'][number]['items'][number] {
    // A key that fields use themselves must not be taken from them by the system.
    const combo = actions.combosOf(action).find((each) => !isOfFields(each, app.mac))
    return {
      id: action.id,
      label: action.title((key, values = {}) => t(key, values)),
      ...(combo && combo !== 'Escape' ? { accelerator: acceleratorOf(combo) } : {}),
      enabled: isOpen(action) && (action.off?.() ?? null) === null,
      checked: action.checked?.() ?? null
    }
  }

  function named<K extends string>(names: readonly K[]): Record<K, string> {
    // One entry for each name.
    return Object.fromEntries(names.map((name) => [name, t(`menu.${name}`)])) as Record<K, string>
  }

  const menu = computed<AppMenu>(() => ({
    roles: named(menuRoles),
    titles: named(menuTitles),
    groups: actionGroups.map((group) => ({
      label: t(`actions.groups.${group}`),
      items: actions.list.filter((action) => action.group === group).map(itemOf)
    }))
  }))

  const stop = watch(
    () => JSON.stringify(menu.value),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void api.app.setMenu(menu.value).catch(() => undefined), restMs)
    },
    { immediate: true }
  )
  const stopChosen = api.on('menuAction', ({ id }) => {
    const action = actions.byId.get(id)
    if (action && isOpen(action)) actions.run(action)
  })
  onUnmounted(() => {
    stop()
    stopChosen()
    clearTimeout(timer)
  })
}
