import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { errorCodes } from '#shared/errors'
import type { ExplainedCode } from '../components/CodeTable.vue'

/** Stands for what only a real error knows. */
const facts = { host: '…', zone: '…', field: '…', limit: '…', resumes: '…', path: '' }

/** What each code means and what to do: the service's own (`ret_code`) and Oplog's. */
export function useExplainedCodes(): ComputedRef<{
  service: ExplainedCode[]
  own: ExplainedCode[]
}> {
  const { t, tm } = useI18n()
  return computed(() => ({
    service: Object.keys(tm('retCodes')).map((code) => {
      return { code, what: t(`retCodes.${code}`), todo: t(`retCodeTodos.${code}`) }
    }),
    own: errorCodes.map((code) => ({
      code,
      what: t(`errors.${code}.what`, { ...facts, clock: t('errorFacts.clockWrong') }),
      todo: t(`errors.${code}.todo`, { ...facts, rule: t('rules.other') })
    }))
  }))
}
