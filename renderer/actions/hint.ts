import { inject, type InjectionKey } from 'vue'

export interface Hint {
  title: string | undefined
  'aria-keyshortcuts': string | undefined
}

export interface Hints {
  /** What a control shows beside its own tooltip: `v-bind="hint('refresh', t('…'))"`. */
  hint: (actionId: string, title?: string) => Hint
  /** The first shortcut as it stands on the keys; empty: there is none. */
  keys: (actionId: string) => string
}

export const hintsKey: InjectionKey<Hints> = Symbol('hints')

/** Shortcuts for the controls of components, which know no store; without a registry there are none. */
export function useHints(): Hints {
  return inject(hintsKey, {
    hint: (_id, title) => ({ title, 'aria-keyshortcuts': undefined }),
    keys: () => ''
  })
}
