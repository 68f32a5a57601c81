import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { createDemoZone, type DemoZone } from '../../electron/demo/server'
import { curlScript } from '../../renderer/curl-script'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'oplog-curl-'))
const zones: DemoZone[] = []
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all(zones.map((zone) => zone.stop()))
})

interface Answer {
  ret_code: number
  total_count: number
  job_set: { job_id: string }[]
}

async function startZone(keys: { accessKeyId: string; secretKey: string }) {
  const zone = createDemoZone({ ...keys, zone: 'jn1a', size: 300, seed: 3 })
  zones.push(zone)
  const { endpoint } = await zone.start()
  return { zone, endpoint, jobId: zone.log.row(7, Date.now()).job_id }
}

async function answerOf(script: string, accessKeyId: string, secretKey: string): Promise<Answer> {
  const path = join(folder, 'ask.sh')
  writeFileSync(path, script)
  const env = {
    PATH: process.env.PATH,
    OPLOG_ACCESS_KEY_ID: accessKeyId,
    OPLOG_SECRET_KEY: secretKey
  }
  const { stdout } = await run('sh', [path], { env })
  return JSON.parse(stdout) as Answer
}

test.each([
  ['plain', 'ACCESSKEY', 'PLAINCANARY'],
  ['full of signs', `K+/=&'"%~`, `s3 $\`"\\'%*é`.trim()],
  ['longer than a block', 'LONG', 'k'.repeat(200)]
])(
  'the script gets exactly its row with a key that is %s',
  async (_name, accessKeyId, secretKey) => {
    const { zone, endpoint, jobId } = await startZone({ accessKeyId, secretKey })
    const script = curlScript({ endpoint, zone: 'jn1a', jobId })
    // Several times: as the second changes, so do the signs of the signature.
    for (let times = 0; times < 5; times++) {
      const answer = await answerOf(script, accessKeyId, secretKey)
      expect(answer).toMatchObject({ ret_code: 0, total_count: 1 })
      expect(answer.job_set.map(({ job_id }) => job_id)).toEqual([jobId])
    }
    expect(zone.requests[0]?.query).toMatchObject({ job_ids: jobId, zone: 'jn1a' })
    expect(script).not.toContain(secretKey)
    expect(script).not.toContain(accessKeyId)
  }
)

test.each([
  ['https://api.example.com', '/operation/', 'https://api.example.com/operation'],
  ['https://api.example.com//', '/operation/', 'https://api.example.com/operation'],
  ['https://api.example.com/iaas/', '/iaas/operation/', 'https://api.example.com/iaas/operation']
])('of %s the path %s is signed', (endpoint, path, url) => {
  const script = curlScript({ endpoint, zone: 'jn1a', jobId: 'j-1' })
  expect(script).toContain(`ecf8427e' '${path}' "$query"`)
  expect(script).toContain(`--globoff '${url}'"?$query`)
})

test('a wrong secret is refused, a missing one is asked for', async () => {
  const { endpoint, jobId } = await startZone({ accessKeyId: 'A', secretKey: 'b' })
  const script = curlScript({ endpoint, zone: 'jn1a', jobId })
  expect(await answerOf(script, 'A', 'c')).toMatchObject({ ret_code: 1200 })
  await expect(answerOf(script, 'A', '')).rejects.toThrow(/OPLOG_SECRET_KEY/)
})

test('odd job ids, zones and endpoints are data, never commands', async () => {
  const mark = join(folder, 'pwned')
  const odd = `'; touch ${mark}; '$(touch ${mark})\ntouch ${mark}\n\`touch ${mark}\`"`
  const endpoint = `http://127.0.0.1:1/'$(touch ${mark})'`
  const script = curlScript({ endpoint, zone: odd, jobId: odd })
  await expect(answerOf(script, odd, odd)).rejects.toThrow(/curl/)
  expect(existsSync(mark)).toBe(false)
})
