import { computed, ref, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FilterField, HeldRow } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { api } from '../api'
import { actionName, actionWords } from '../components/action-name'
import type { Locale } from '../locales'

interface Options {
  field: () => FilterField | null
  values: () => readonly string[]
  profileIds: () => readonly string[]
}

/** So many values are looked up; a list of actions is shorter. */
const most = 100

/**
 * What the values of a picker mean in the reader's language: of an action's name, what the API calls
 * it; of a description, the action's own words. The API has no list of them, but a held row of each
 * says it.
 */
export function useMeanings({
  field,
  values,
  profileIds
}: Options): ComputedRef<Record<string, string>> {
  const { locale } = useI18n()
  /** A held row by the value it was found by. */
  const samples = ref<Record<string, HeldRow>>({})

  async function learn(name: 'job_action' | 'action_describe', value: string): Promise<void> {
    const filter = { is: { [name]: [value] } }
    const selection = { profileIds: [...profileIds()], parameters: initialParameters, filter }
    // Without one the value stands for itself.
    const page = await api.archive.page({ selection, limit: 1 }).catch(() => null)
    const [row] = page?.rows ?? []
    if (row) samples.value[value] = row
  }

  watch(
    values,
    (wanted) => {
      const name = field()
      if (name !== 'job_action' && name !== 'action_describe') return
      const unknown = wanted.filter((value) => value && !samples.value[value])
      for (const value of unknown.slice(0, most)) void learn(name, value)
    },
    { immediate: true }
  )

  return computed(() => {
    const name = field()
    const meanings: Record<string, string> = {}
    for (const [value, row] of Object.entries(samples.value)) {
      // The plugin is made with these locales.
      const meaning =
        name === 'job_action'
          ? actionName(row, locale.value as Locale).main.text
          : locale.value === 'en' && row.action
            ? actionWords(row.action)
            : ''
      if (meaning && meaning !== value) meanings[value] = meaning
    }
    return meanings
  })
}
