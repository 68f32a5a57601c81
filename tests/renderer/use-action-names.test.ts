// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { effectScope, ref } from 'vue'
import type { ArchivePageInput } from '#shared/archive-query'
import { isKnownAction } from '../../renderer/components/known-actions'
import { useActionNames } from '../../renderer/composables/use-action-names'
import { heldRow } from '../support/held-rows'

const scope = effectScope()
afterEach(() => scope.stop())

test('a name is looked for in the archive of the next profile, and again where one could not be read', async () => {
  const asked: unknown[] = []
  let isAway = true
  answers['archive.page'] = (input) => {
    const { profileIds, filter } = (input as ArchivePageInput).selection
    const [value = ''] = filter?.is?.job_action ?? []
    asked.push([profileIds.join(), value])
    if (value === 'HpcLate' && isAway) throw new Error('away')
    const rows = profileIds[0] === 'west' ? [heldRow(1, { action: value, description: value })] : []
    return { rows }
  }
  const profile = ref('east')
  const values = ref(['HpcHere', 'HpcLate'])
  scope.run(() =>
    useActionNames(
      () => [{ field: 'job_action', values: [...values.value] }],
      () => [profile.value]
    )
  )
  await flushPromises()
  values.value = [...values.value]
  await flushPromises()
  expect(asked).toEqual([
    ['east', 'HpcHere'],
    ['east', 'HpcLate'],
    ['east', 'HpcLate']
  ])
  isAway = false
  profile.value = 'west'
  values.value = [...values.value]
  await flushPromises()
  expect(asked.slice(3)).toEqual([
    ['west', 'HpcHere'],
    ['west', 'HpcLate']
  ])
  expect(isKnownAction('job_action', 'HpcHere')).toBe(true)
})
