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

  function isNew(field: 'job_action' | 'action_describe', value: string): boolean {
    const key = `${field} ${value}`
    if (!value || asked.has(key) || isKnownAction(field, value)) return false
    asked.add(key)
    return true
  }

  /** A held row that has the value; without one the value stands for itself. */
  async function heldRow(field: FilterField, value: string): Promise<readonly Operation[]> {
    const filter = { is: { [field]: [value] } }
    const selection = { profileIds: [...profileIds()], parameters: initialParameters, filter }
    const page = await api.archive.page({ selection, limit: 1 }).catch(() => null)
    return page?.rows ?? []
  }

  watch(
    values,
    async (wanted) => {
      const lookedUp = wanted.flatMap(({ field, values }) => {
        if (!isOfAction(field)) return []
        const unknown = values.slice(0, most).filter((value) => isNew(field, value))
        return unknown.map((value) => heldRow(field, value))
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
