import { encode } from '#shared/percent-encoding'
import { signature } from '../services/hpc/sign'

/** What a caller has to know and name. */
export interface Credentials {
  zone: string
  accessKeyId: string
  secretKey: string
}

export interface Refusal {
  retCode: number
  message: string
}

/** A query as decoded, and its signature still as it came over the wire. */
export interface ReceivedQuery {
  params: Record<string, string>
  wireSignature: string
}

const windowMs = 60_000
const required = [
  'access_key_id',
  'signature_method',
  'signature_version',
  'timestamp',
  'version',
  'zone'
] as const

const fixed = { signature_method: 'HmacSHA256', signature_version: '1', version: '1' } as const

/**
 * Takes a query text apart. `+` stays a plus, as it does in what was signed.
 * @returns null where the text is malformed or names a parameter twice
 */
export function readQuery(text: string): ReceivedQuery | null {
  const params: Record<string, string> = Object.create(null)
  let wireSignature: string | null = null
  for (const part of text.split('&').filter(Boolean)) {
    const cut = part.indexOf('=')
    const [key, value] = cut < 0 ? [part, ''] : [part.slice(0, cut), part.slice(cut + 1)]
    try {
      const name = decodeURIComponent(key)
      if (name in params || (name === 'signature' && wireSignature !== null)) return null
      if (name === 'signature') wireSignature = value
      else params[name] = decodeURIComponent(value)
    } catch {
      return null
    }
  }
  return { params, wireSignature: wireSignature ?? '' }
}

function badParameter(message: string): Refusal {
  return { retCode: 1100, message }
}

/** Why a query is refused, null where it may be answered. `now`: the service's clock, ms. */
export function authenticate(
  { params, wireSignature }: ReceivedQuery,
  path: string,
  { zone, accessKeyId, secretKey }: Credentials,
  now: number
): Refusal | null {
  const missing = required.find((name) => !params[name]) ?? (wireSignature ? null : 'signature')
  if (missing) return badParameter(`missing parameter [${missing}]`)
  for (const [name, value] of Object.entries(fixed)) {
    if (params[name] !== value) return badParameter(`illegal parameter [${name}], not [${value}]`)
  }
  if (params.access_key_id !== accessKeyId) {
    return { retCode: 1200, message: `access key [${params.access_key_id}] does not exist` }
  }
  if (wireSignature !== encode(encode(signature({ path, params, secret: secretKey })))) {
    return { retCode: 1200, message: 'signature not matched' }
  }
  const text = params.timestamp ?? ''
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(ms)) return badParameter(`illegal parameter [timestamp]: [${text}]`)
  if (Math.abs(now - ms) > windowMs) {
    return { retCode: 1300, message: `request expired, timestamp [${text}]` }
  }
  if (params.zone !== zone) return badParameter(`zone [${params.zone}] does not exist`)
  return null
}
