import { shallowReactive } from 'vue'
import { actionName } from '#shared/action-name'
import type { FilterField } from '#shared/archive-query'
import type { Operation } from '#shared/operation'
import type { Locale } from '../locales'

/** What the API calls an action, by the action. It has no list of them; each row says its own. */
const descriptions = shallowReactive(new Map<string, string>())
/** The action of a description; null: several have it, so none of them names it. */
const actions = shallowReactive(new Map<string, string | null>())

export function learnActions(rows: readonly Pick<Operation, 'action' | 'description'>[]): void {
  for (const { action, description } of rows) {
    if (!action || !description) continue
    if (!descriptions.has(action)) descriptions.set(action, description)
    const known = actions.get(description)
    if (known === undefined) actions.set(description, action)
    else if (known !== action) actions.set(description, null)
  }
}

/** Whether a value is one an action has, so that it is said in the reader's language. */
export function isOfAction(field: FilterField): field is 'job_action' | 'action_describe' {
  return field === 'job_action' || field === 'action_describe'
}

/** Whether a row with this value was seen. */
export function isKnownAction(field: 'job_action' | 'action_describe', value: string): boolean {
  return (field === 'job_action' ? descriptions : actions).has(value)
}

/** An action or a description in the words its rows have in the table. */
export function actionValueText(
  field: 'job_action' | 'action_describe',
  value: string,
  locale: Locale
): string {
  const operation =
    field === 'job_action'
      ? { action: value, description: descriptions.get(value) ?? '' }
      : { action: actions.get(value) ?? '', description: value }
  return actionName(operation, locale).main.text
}
