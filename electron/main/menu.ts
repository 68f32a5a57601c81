import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { AppMenu, MenuRole } from '#shared/menu'
import type { Push } from '#shared/pushes'

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }
const mac = process.platform === 'darwin'

/** Until the page has said what it can do: the system's own, so that copy, zoom and quit have their keys. */
export function setFirstMenu(): void {
  if (Menu.getApplicationMenu()) return
  const roles = ['fileMenu', 'editMenu', 'windowMenu'] as const
  const template = [...(mac ? (['appMenu'] as const) : []), ...roles].map((role): Item => ({
    role
  }))
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** The menu bar. An item only tells the page, which runs the action as if its key had been pressed. */
export function setMenu({ roles, titles, groups }: AppMenu, push: Push): void {
  const items = (...names: MenuRole[]): Item[] =>
    names.map((role) => ({ role, label: roles[role], ...accelerators[role] }))
  const own = groups.map(({ label, items }): Item => ({
    label,
    submenu: items.map((item) => itemOf(item, push))
  }))
  const template: Item[] = [
    mac
      ? {
          role: 'appMenu',
          submenu: [
            ...items('about'),
            separator,
            ...items('services'),
            separator,
            ...items('hide', 'hideOthers', 'unhide'),
            separator,
            ...items('quit')
          ]
        }
      : { label: titles.file, submenu: items('close', 'quit') },
    {
      label: titles.edit,
      submenu: [...items('undo', 'redo'), separator, ...items('cut', 'copy', 'paste', 'selectAll')]
    },
    {
      label: titles.view,
      submenu: items('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen')
    },
    ...own,
    // On a Mac this role also lists the windows.
    mac
      ? { role: 'windowMenu', label: titles.window }
      : { label: titles.window, submenu: items('minimize') }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** Ctrl+0 shows all zones. */
const accelerators: Partial<Record<MenuRole, Item>> = {
  resetZoom: { accelerator: 'CmdOrCtrl+Shift+0' }
}

function itemOf(item: AppMenu['groups'][number]['items'][number], push: Push): Item {
  const { id, label, accelerator, enabled, checked } = item
  return {
    id,
    label,
    enabled,
    ...(checked === null ? {} : { type: 'checkbox', checked }),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => push('menuAction', { id })
  }
}
