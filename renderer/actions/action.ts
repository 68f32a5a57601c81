export const actionGroups = [
  'search',
  'time',
  'filters',
  'views',
  'detail',
  'profiles',
  'sync',
  'display',
  'app'
] as const
export type ActionGroup = (typeof actionGroups)[number]

/** Translates a key of the locales, in whichever language is asked for. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/**
 * A combination such as `Mod+Shift+F`: `Mod` is Command on a Mac and Control elsewhere, the last part a
 * `KeyboardEvent.key`. Where a Mac has another custom, both are said.
 */
export type Shortcut = string | { mac: string; other: string }

/** Something the user can do. Keys, palette, help sheet, tooltips and the system's menu all read this. */
export interface Action {
  /** Unique; what was used last is remembered under it. */
  id: string
  group: ActionGroup
  title: (t: Translate) => string
  shortcuts?: readonly Shortcut[]
  /** `data-testid`s of the buttons and lists that do the same by mouse. */
  controls?: readonly string[]
  /** Key of the sentence that says why it cannot be done now; null: it can. */
  off?: () => string | null
  /** For what is on or off, or chosen among others. */
  checked?: () => boolean
  /** A key that is held down does it again. */
  repeats?: boolean
  run: () => void
}
