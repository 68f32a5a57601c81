import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { encode } from '#shared/percent-encoding'
import {
  canonicalQuery,
  signature,
  signedUrl,
  stringToSign
} from '../../../../electron/services/hpc/sign'

interface Vector {
  name: string
  path: string
  params: Record<string, string | number>
  secret: string
  stringToSign: string
  signature: string
  wireSignature: string
}

// The first is the vendor's published example; the second was computed by the same recipe.
const file = readFileSync(resolve(import.meta.dirname, 'vectors.json'), 'utf8')
const vectors = JSON.parse(file) as Vector[]

for (const vector of vectors) {
  const { path, params, secret } = vector

  test(`reproduces the known answer: ${vector.name}`, () => {
    expect(stringToSign({ path, params })).toBe(vector.stringToSign)
    expect(signature({ path, params, secret })).toBe(vector.signature)
  })

  test(`puts the signature on the wire encoded twice: ${vector.name}`, () => {
    const url = signedUrl({
      endpoint: 'https://hpc-api.qingcloud.com/api',
      path: path.slice('/api'.length),
      params,
      secret
    })
    expect(url).toBe(
      `https://hpc-api.qingcloud.com${path}?${canonicalQuery(params)}` +
        `&signature=${vector.wireSignature}`
    )
  })
}

test('encodes as RFC 3986 says', () => {
  expect(encode("a b/c!'()*~-_.+&=%")).toBe('a%20b%2Fc%21%27%28%29%2A~-_.%2B%26%3D%25')
  expect(encode('节点')).toBe('%E8%8A%82%E7%82%B9')
})

test('sorts keys by code point and leaves empty values out', () => {
  expect(canonicalQuery({ b: 1, a: 'x', B: 'y', c: '', offset: 0 })).toBe('B=y&a=x&b=1&offset=0')
  expect(canonicalQuery({ '\u{1F600}': 1, '\uFF5E': 2 })).toBe('%EF%BD%9E=2&%F0%9F%98%80=1')
})

test('signs the path of the endpoint, with or without a final slash', () => {
  const call = { path: '/operation', params: { zone: 'demo' }, secret: 's' }
  const url = signedUrl({ endpoint: 'http://127.0.0.1:8080/api', ...call })
  expect(signedUrl({ endpoint: 'http://127.0.0.1:8080/api/', ...call })).toBe(url)
  const expected = signature({ ...call, path: '/api/operation' })
  expect(url).toBe(
    `http://127.0.0.1:8080/api/operation?zone=demo&signature=${encode(encode(expected))}`
  )
  const atRoot = signedUrl({ endpoint: 'http://127.0.0.1:8080', ...call })
  expect(atRoot).toContain(encode(encode(signature(call))))
})

test('refuses an endpoint that is no URL', () => {
  expect(() => signedUrl({ endpoint: 'api', path: '/o', params: {}, secret: 's' })).toThrow(
    TypeError
  )
})
