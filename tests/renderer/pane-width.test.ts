// @vitest-environment happy-dom
import { answers } from '../support/answered-window'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { defaultSettings } from '#shared/settings'
import { usePaneWidth } from '../../renderer/composables/use-pane-width'
import { lateAnswer } from '../support/late-answer'

test('a pane that is dragged on while its width is being stored stays under the pointer', async () => {
  setActivePinia(createPinia())
  const slow = lateAnswer()
  answers['settings.set'] = () => slow.promise
  const { width, drag, keep } = usePaneWidth('detailWidth')
  drag(400)
  const kept = keep(400)
  expect(width.value).toBe(400)
  drag(430)
  slow.resolve({ ...defaultSettings, detailWidth: 400 })
  await kept
  expect(width.value).toBe(430)
})
