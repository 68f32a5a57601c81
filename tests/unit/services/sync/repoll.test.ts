import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planRepoll, type HeldJob } from '../../../../electron/services/sync/repoll'

const job = (jobId: string, createTime: number | null): HeldJob => ({ jobId, createTime })

test('few jobs far apart are asked for by id, many close together by their time', async () => {
  const far = [job('a', 0), job('b', 1e9)]
  expect(await planRepoll(far, async () => 90_000)).toEqual([
    { job: far[0], calls: 1 },
    { job: far[1], calls: 1 }
  ])
  const close = Array.from({ length: 30 }, (_, n) => job(`j-${n}`, n * 1000))
  expect(await planRepoll(close, async () => 120)).toEqual([
    { span: { start: 0, end: 29_000 }, jobs: close, calls: 2 }
  ])
})

test('every job is asked for once, and never with more calls than there are jobs', async () => {
  const jobs = fc.uniqueArray(fc.tuple(fc.nat(500), fc.option(fc.nat(100_000))), {
    selector: ([id]) => id,
    maxLength: 60
  })
  await fc.assert(
    fc.asyncProperty(jobs, fc.integer({ min: 1, max: 50 }), async (given, perSecond) => {
      const held = given.map(([id, second]) =>
        job(`j-${id}`, second === null ? null : second * 1000)
      )
      const plan = await planRepoll(held, async ({ start, end }) => {
        return ((end - start) / 1000 + 1) * perSecond
      })
      const asked = plan.flatMap((step) => ('span' in step ? step.jobs : [step.job]))
      expect(asked.map(({ jobId }) => jobId).toSorted()).toEqual(
        held.map(({ jobId }) => jobId).toSorted()
      )
      const calls = plan.reduce((sum, step) => sum + step.calls, 0)
      expect(calls).toBeLessThanOrEqual(held.length)
      for (const step of plan) {
        if (!('span' in step)) continue
        for (const { createTime } of step.jobs) {
          expect(createTime).toBeGreaterThanOrEqual(step.span.start)
          expect(createTime).toBeLessThanOrEqual(step.span.end)
        }
      }
    })
  )
})
