import { _electron, test } from 'playwright/test'
import { unpackRows, type PackedRows } from '../../electron/shared/packed-rows'
import { createProfile, expectTotal, openApp, profileOf, temporaryFolder } from '../support/app'
import { addressOf } from '../support/oracle'
import { startZone } from '../support/zone-process'
import { emptyApp } from './empty-app'
import { firstSeen } from './first-seen'
import { alternate, median, report } from './measure'

declare global {
  interface Window {
    unpackRows: typeof unpackRows
  }
}

const keys = { zone: 'jn1a', accessKeyId: 'BENCHKEY', secretKey: 'BENCHSECRET' }

test('a live page as the window sees it against a bare fetch of the same bytes', async () => {
  const zone = await startZone({ size: 20_000, ...keys })
  const { app, page, close } = await openApp(temporaryFolder())
  await createProfile(page, profileOf(zone, 'Bench'))
  await expectTotal(page, 20_000)
  const id = await page.evaluate(async () => {
    const answer = await window.oplog.call('profiles.list', undefined, 'bench')
    return (JSON.parse(answer) as { value: { id: string }[] }).value[0]?.id ?? ''
  })
  await page.evaluate(`window.unpackRows = ${unpackRows.toString()}`)
  const live = (rounds: number) =>
    page.evaluate(
      async ({ profileId, rounds }) => {
        const times: number[] = []
        for (let round = 0; round < rounds; round++) {
          const start = performance.now()
          const parameters = { limit: 100, offset: 0, reverse: 1 }
          const input = { profileId, parameters, from: 'live' }
          const answer = await window.oplog.call('operations.search', input, `bench-${round}`)
          // What the window does with an answer.
          window.unpackRows((JSON.parse(answer) as { rows: PackedRows }).rows)
          times.push(performance.now() - start)
        }
        return times
      },
      { profileId: id, rounds }
    )
  // The peer is the same fetch in the same process: a signed address, the body read as JSON.
  const bare = (rounds: number) => {
    const urls = Array.from({ length: rounds }, () =>
      addressOf(zone, { limit: 100, offset: 0, reverse: 1 })
    )
    return app.evaluate(async ({ net }, addresses) => {
      const times: number[] = []
      for (const address of addresses) {
        const start = performance.now()
        await (await net.fetch(address, { cache: 'no-store' })).json()
        times.push(performance.now() - start)
      }
      return times
    }, urls)
  }
  const ours: number[] = []
  const peer: number[] = []
  for (let turn = 0; turn < 10; turn++) {
    ours.push(...(await live(20)))
    peer.push(...(await bare(20)))
  }
  report('live page of 100 rows / bare fetch', median(ours), median(peer), 'ms', '≤ 1.3')
  await close()
  await zone.stop()
})

test('start to first rows against an empty window of the same runtime', async () => {
  const zone = await startZone({ size: 20_000, ...keys })
  const folder = temporaryFolder()
  const first = await openApp(folder)
  await createProfile(first.page, profileOf(zone, 'Bench'))
  await expectTotal(first.page, 20_000)
  await first.close()

  const empty = emptyApp()
  const times = await alternate(
    7,
    async () => {
      const { page, close } = await openApp(folder)
      await firstSeen(page, '[data-testid=log-row]')
      return close
    },
    async () => {
      const app = await _electron.launch({
        executablePath: process.env.OPLOG_ELECTRON ?? '',
        args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), empty]
      })
      const page = await app.firstWindow()
      await firstSeen(page, 'p')
      return () => app.close()
    }
  )
  report(
    'start to first rows / empty window',
    median(times.ours),
    median(times.peer),
    'ms',
    '≤ 1.6'
  )
  await zone.stop()
})
