import { createHmac } from 'node:crypto'
import { test } from 'playwright/test'
import { signedUrl, stringToSign } from '../../electron/services/hpc/sign'
import { machine, median, report } from './measure'

const call = {
  path: '/operation',
  secret: 'SECRETACCESSKEY',
  params: {
    access_key_id: 'QYACCESSKEYIDEXAMPLE',
    signature_method: 'HmacSHA256',
    signature_version: 1,
    timestamp: '2021-08-19T16:44:40Z',
    version: 1,
    zone: 'jn1a',
    limit: 100,
    offset: 0,
    reverse: 1,
    status: 'failed'
  }
}

test('signing against a bare HMAC of the same text', () => {
  const text = stringToSign(call)
  const ours: number[] = []
  const peer: number[] = []
  for (let round = 0; round < 40; round++) {
    ours.push(
      microseconds(() => signedUrl({ endpoint: 'https://hpc-api.qingcloud.com/api', ...call }))
    )
    peer.push(microseconds(() => createHmac('sha256', call.secret).update(text).digest('base64')))
  }
  process.stdout.write(`\n${machine()}\n`)
  report('signing a call / bare HMAC', median(ours), median(peer), 'µs', '–')
})

function microseconds(task: () => unknown): number {
  const times = 2000
  const start = performance.now()
  for (let i = 0; i < times; i++) task()
  return ((performance.now() - start) * 1000) / times
}
