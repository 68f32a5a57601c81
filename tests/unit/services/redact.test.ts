import { expect, test } from 'vitest'
import { encode } from '#shared/percent-encoding'
import { redact } from '../../../electron/services/redact'

/** Every sign a secret key may have and some text form escapes. */
const secret = `k"e\\y!'(1)*/+=&`

test.each([
  ['plain', secret],
  ['in JSON, as the facts of a line are written', JSON.stringify({ error: `bad ${secret}` })],
  ['encoded as an address is by hand', encodeURIComponent(secret)],
  ['encoded as a call is', encode(secret)]
])('a secret is cut out, %s', (_form, text) => {
  const line = redact(`before ${text} after`, [secret])
  expect(line).toMatch(/^before (\[redacted\]|\{"error":"bad \[redacted\]"\}) after$/)
})

test('a signature is cut out whatever it is', () => {
  expect(redact('GET /api?a=1&signature=abc%252B&b=2', [])).toBe(
    'GET /api?a=1&signature=[redacted]&b=2'
  )
})
