import { z } from 'zod'

/** What the system does itself; Electron knows each by this name. */
export const menuRoles = [
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'minimize',
  'close'
] as const
export type MenuRole = (typeof menuRoles)[number]
export const menuTitles = ['file', 'edit', 'view', 'window'] as const

const Label = z.string().max(300)

/** The menu bar in the reader's language: the page's own actions between the system's. */
export const AppMenu = z.object({
  roles: z.record(z.enum(menuRoles), Label),
  titles: z.record(z.enum(menuTitles), Label),
  groups: z
    .array(
      z.object({
        label: Label,
        items: z.array(
          z.object({
            id: z.string().max(200),
            label: Label,
            /** As Electron writes it, `CmdOrCtrl+E`; it is shown only, the page answers the keys. */
            accelerator: z.string().max(50).optional(),
            enabled: z.boolean(),
            checked: z.boolean().nullable()
          })
        )
      })
    )
    .max(20)
})
export type AppMenu = z.infer<typeof AppMenu>
