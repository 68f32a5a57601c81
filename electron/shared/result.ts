import type { WireError } from './errors'
import { packRows, unpackRows, type PackedRows } from './packed-rows'

/** How a call ends on the wire: failures are values, so no stack or class has to cross. */
export type Result = { ok: true; value: unknown } | { ok: false; error: WireError }

type Encoded = Result & { rows?: PackedRows }

/**
 * JSON text, since an object would be copied value by value between processes and again into the page,
 * which takes longer than parsing. The rows of a page are packed beside the value they belong to.
 */
export function encodeResult(result: Result): string {
  const rows = result.ok ? rowsOf(result.value) : null
  const packed = rows && packRows(rows)
  if (!result.ok || !packed) return JSON.stringify(result)
  const value = { ...(result.value as object), rows: undefined }
  return JSON.stringify({ ok: true, value, rows: packed } satisfies Encoded)
}

/** @param text from `encodeResult` */
export function decodeResult(text: string): Result {
  const { rows, ...result } = JSON.parse(text) as Encoded
  if (!result.ok || !rows) return result
  return { ok: true, value: { ...(result.value as object), rows: unpackRows(rows) } }
}

function rowsOf(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null || !('rows' in value)) return null
  return Array.isArray(value.rows) ? value.rows : null
}
