import { watch } from 'vue'
import type { ArchiveFilter, FilterField } from '#shared/archive-query'
import type { Operation } from '#shared/operation'
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

  /** A held row that has the value, where one was not looked for; without one the value stands for itself. */
  async function heldRow(
    field: 'job_action' | 'action_describe',
    value: string
  ): Promise<readonly Operation[]> {
    const ids = [...profileIds()]
    // What one archive does not have, that of the next profile may.
    const key = JSON.stringify([ids, field, value])
    if (!value || asked.has(key) || isKnownAction(field, value)) return []
    asked.add(key)
    const filter = { is: { [field]: [value] } }
    const selection = { profileIds: ids, parameters: initialParameters, filter }
    try {
      return (await api.archive.page({ selection, limit: 1 })).rows
    } catch {
      asked.delete(key)
      return []
    }
  }

  watch(
    values,
    async (wanted) => {
      const lookedUp = wanted.flatMap(({ field, values }) => {
        if (!isOfAction(field)) return []
        return values.slice(0, most).map((value) => heldRow(field, value))
      })
      // All at once, so that what shows them is drawn anew once.
      learnActions((await Promise.all(lookedUp)).flat())
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
