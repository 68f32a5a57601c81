import type { ComposerTranslation } from 'vue-i18n'
import { mostValues, type FilterField } from '#shared/archive-query'
import type { Condition, ConditionKey } from '../../archive-filter'
import { i18n } from '../../locales'
import { actionValueText, isOfAction } from '../known-actions'
import { splitSpan } from './span-text'
import { countText, numberText, statusText } from '../text'

/** A condition's name in the menu and on its chip. */
export function conditionName(t: (key: string) => string, key: ConditionKey): string {
  if (key === 'duration' || key === 'age' || key === 'hasError' || key === 'stuck') {
    return t(`condition.${key}`)
  }
  return t(`columns.${key}`)
}

/** A value of a field in the reader's language, as the table has it; what is filtered by stays the value. */
export function valueText(
  t: ComposerTranslation,
  te: (key: string) => boolean,
  field: FilterField,
  value: string
): string {
  if (value === '') return t('condition.empty')
  if (isOfAction(field)) return actionValueText(field, value, i18n.global.locale.value)
  return field === 'status' ? statusText(t, te, value) : value
}

export function spanText(t: ComposerTranslation, ms: number): string {
  const { amount, unit } = splitSpan(ms)
  return t(`span.${unit}`, { n: amount })
}

/** A chip's words: what is looked at, how, and the value that stands out. */
export function conditionText(
  t: ComposerTranslation,
  te: (key: string) => boolean,
  condition: Condition
): { name: string; verb: string; value: string } {
  if ('field' in condition) {
    const { kind, field, values } = condition
    const [first = ''] = values
    const more = values.length > 1 ? ` +${values.length - 1}` : ''
    return {
      name: t(`columns.${field}`),
      verb: kind === 'isNot' ? t('condition.isNot') : '',
      value: valueText(t, te, field, first) + more
    }
  }
  if (condition.kind === 'hasError') {
    return {
      name: '',
      verb: '',
      value: t(condition.value ? 'condition.withError' : 'condition.noError')
    }
  }
  if (condition.kind === 'stuck') {
    return { name: t('condition.stuck'), verb: '', value: spanText(t, condition.ms) }
  }
  const { from, to } = condition
  const ends = [
    from === undefined ? '' : `≥ ${spanText(t, from)}`,
    to === undefined ? '' : `≤ ${spanText(t, to)}`
  ]
  return {
    name: t(`condition.${condition.kind}`),
    verb: '',
    value: ends.filter(Boolean).join(' · ')
  }
}

/** How many values a paste brought into a condition. */
export function pastedText(
  t: ComposerTranslation,
  { added, cut }: { added: number; cut: boolean }
): string {
  const most = numberText(mostValues)
  return countText(t, cut ? 'condition.pastedCut' : 'condition.pasted', added, { most })
}
