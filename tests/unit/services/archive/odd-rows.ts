import { parseExactly } from '#shared/exact-json'
import type { RawOperation } from '#shared/operation'
import { rawRow } from './harness'

/** Records no service is known to send, and what differs from the usual ones. */
export const oddRows: Record<string, RawOperation> = {
  ordinary: rawRow('j-1'),
  'other order of fields': { job_id: 'j-1', status: 'failed' },
  'unknown fields': rawRow('j-1', { zone: 'jn1a', nested: { a: [1, null] } }),
  'nulls and missing times': rawRow('j-1', { status_time: null, owner: null, task_count: null }),
  'full-width colons': rawRow('j-1', { create_time: '2022-04-06T01：26：33Z' }),
  'wide spaces between ids': rawRow('j-1', { resource_ids: ' cl-a   cl-b' }),
  'a list of ids': rawRow('j-1', { resource_ids: ['cl-a', 'cl b'] }),
  'a fraction': rawRow('j-1', { task_count: 1.5 }),
  'numbers JavaScript would write otherwise': rawRow(
    'j-1',
    parseExactly(
      '{"user_id":12345678901234567890,"rate":1.0,"low":-0,"task_count":2.0}'
    ) as RawOperation
  ),
  'half a character and NUL': rawRow('j-1', { owner: 'a\ud800b\u0000c' }),
  'a text for a number': rawRow('j-1', { task_count: '3', error_codes: 1400 }),
  'fractions of a second': rawRow('j-1', { create_time: '2022-04-06T01:26:33.250Z' }),
  'a time far away': rawRow('j-1', { create_time: '1969-12-31T23:59:59Z', status_time: 'soon' }),
  'no resources': rawRow('j-1', { resource_ids: '' })
}
