import { watch } from 'vue'
import type { ArchiveFilter, FilterField } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { api } from '../api'
import { isKnownAction, isOfAction, learnActions } from '../components/known-actions'

interface Values {
  field: FilterField
  values: readonly string[]
}

/** So many values are looked up; a list of actions is shorter. */
const most = 100

/** Sees to it that values of actions can be named: the API has no list, but a held row of each says it. */
export function useActionNames(
  values: () => readonly Values[],
  profileIds: () => readonly string[]
): void {
  const asked = new Set<string>()

  async function learn(field: FilterField, value: string): Promise<void> {
    const filter = { is: { [field]: [value] } }
    const selection = { profileIds: [...profileIds()], parameters: initialParameters, filter }
    // Without one the value stands for itself.
    const page = await api.archive.page({ selection, limit: 1 }).catch(() => null)
    if (page) learnActions(page.rows)
  }

  watch(
    values,
    (wanted) => {
      for (const { field, values } of wanted) {
        if (!isOfAction(field)) continue
        for (const value of values.slice(0, most)) {
          const key = `${field} ${value}`
          if (!value || asked.has(key) || isKnownAction(field, value)) continue
          asked.add(key)
          void learn(field, value)
        }
      }
    },
    { immediate: true }
  )
}

/** The values that a filter's chips name. */
export function valuesOf({ is, isNot }: ArchiveFilter): Values[] {
  return [is, isNot].flatMap((lists) =>
    (['job_action', 'action_describe'] as const).map((field) => ({
      field,
      values: lists?.[field] ?? []
    }))
  )
}
