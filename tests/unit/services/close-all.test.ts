import { expect, test } from 'vitest'
import { closeAll } from '../../../electron/services/close-all'
import { silent } from './sync/harness'

test('a part that fails to close keeps none after it from being closed, and is logged', async () => {
  const closed: string[] = []
  const logged: unknown[] = []
  const log = { ...silent, error: (_message: string, facts?: object) => void logged.push(facts) }
  await closeAll(
    {
      sync: () => Promise.reject(new Error('no answer')),
      quota: async () => closed.push('quota'),
      archive: () => {
        throw new Error('gone')
      },
      demo: async () => closed.push('demo')
    },
    log
  )
  expect(closed).toEqual(['quota', 'demo'])
  expect(logged).toEqual([
    { part: 'sync', error: 'Error: no answer' },
    { part: 'archive', error: 'Error: gone' }
  ])
})
