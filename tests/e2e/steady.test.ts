import { test } from 'playwright/test'
import { expectSteady } from '../support/steady'

// A thousand of them are a long test.
test('listeners, timers and memory stay flat over 250 searches and switches', async () => {
  test.setTimeout(240_000)
  await expectSteady(250)
})
