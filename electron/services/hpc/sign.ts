import { createHash, createHmac } from 'node:crypto'
import { encode } from '#shared/percent-encoding'

/** Values of a call before signing; numbers are written in decimal. */
export type QueryParams = Readonly<Record<string, string | number>>

/** What the signature covers. The path is the whole path, `/api/operation`, without query. */
export interface Signable {
  path: string
  params: QueryParams
  secret: string
}

const ascii = /^[\x20-\x7e]*$/
const emptyBodyMd5 = createHash('md5').update('').digest('hex')

/** UTF-8 bytes sort as code points do; UTF-16 units do only below the surrogates. */
function byCodePoint(a: string, b: string): number {
  if (ascii.test(a) && ascii.test(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** The query as it is signed and sent: keys sorted by code point, empty values left out. */
export function canonicalQuery(params: QueryParams): string {
  return Object.entries(params)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, value]) => `${encode(key)}=${encode(String(value))}`)
    .join('&')
}

/** The four lines that are signed. The signed path ends with `/`, the requested one does not. */
export function stringToSign({ path, params }: Omit<Signable, 'secret'>): string {
  return textOf(path, canonicalQuery(params))
}

function textOf(path: string, query: string): string {
  const signedPath = path.endsWith('/') ? path : `${path}/`
  return ['GET', signedPath, query, emptyBodyMd5].join('\n')
}

/** HMAC-SHA256 of {@link stringToSign}, base64, not yet encoded. */
export function signature({ path, params, secret }: Signable): string {
  return hmac(stringToSign({ path, params }), secret)
}

function hmac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64')
}

/**
 * The URL to request, as text to be sent verbatim. The path signed is the endpoint's own plus `path`.
 * @throws TypeError where the endpoint is no URL
 */
export function signedUrl({
  endpoint,
  path,
  params,
  secret
}: Signable & { endpoint: string }): string {
  const base = endpoint.replace(/\/+$/, '')
  const wholePath = new URL(base).pathname.replace(/\/+$/, '') + path
  const query = canonicalQuery(params)
  const sign = encode(encode(hmac(textOf(wholePath, query), secret)))
  return `${base}${path}?${query}&signature=${sign}`
}
