import { test } from 'playwright/test'
import { expectSteady } from '../../support/steady'

test('listeners, timers and memory stay flat over 1,000 searches and switches', async () => {
  test.setTimeout(600_000)
  await expectSteady(1000)
})
