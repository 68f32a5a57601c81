import type { Operation } from './operation'

/** The reader's language. */
type Locale = 'zh-CN' | 'en'

export interface Named {
  text: string
  /** What it is written in, so that it is read aloud as such. */
  lang: Locale
}

export interface ActionName {
  main: Named
  /** The API's own description, where `main` says it otherwise. */
  described: Named | null
}

const han = /\p{Script=Han}/u

/**
 * The action's own name in words: `HpcQueueRemoveEhpcQueueNodes` is `Remove queue nodes`. Names are
 * `Hpc` + what it belongs to + what is done + `Ehpc` + to what; another form keeps all of its words.
 */
export function actionWords(action: string): string {
  const words: string[] = action.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[^A-Za-z0-9]+/g) ?? []
  const middle = words.indexOf('Ehpc')
  const usual = words[0] === 'Hpc' && middle > 2
  const said = usual ? [...words.slice(2, middle), ...words.slice(middle + 1)] : words
  const [first = '', ...rest] = said
  return [first, ...rest.map((word) => word.toLowerCase())].join(' ')
}

/** What an operation did, in the reader's language where the API or the action's name has it. */
export function actionName(
  { action, description }: Pick<Operation, 'action' | 'description'>,
  locale: Locale
): ActionName {
  const described: Named | null = description
    ? { text: description, lang: han.test(description) ? 'zh-CN' : 'en' }
    : null
  const own: Named = { text: actionWords(action), lang: 'en' }
  if (!described) return { main: own, described: null }
  if (!action || locale === 'zh-CN' || described.lang === locale) {
    return { main: described, described: null }
  }
  return { main: own, described }
}

/** Both names in one line, as a cell of the table reads. */
export function actionLine(
  operation: Pick<Operation, 'action' | 'description'>,
  locale: Locale
): string {
  const { main, described } = actionName(operation, locale)
  return [main.text, described?.text].filter(Boolean).join(' ')
}
