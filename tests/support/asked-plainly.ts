import type { RawOperation } from '#shared/operation'

/** A field as the text its page says it is; none where it is missing or null. */
function textAt(row: RawOperation, field: string): string | undefined {
  const value = row[field]
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function holds(text: string | undefined, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) ?? false
}

/** A date-time, with the colons of the page's table or of its sample; what is none lies in no stretch of time. */
function timeAt(row: RawOperation): string {
  const text = (textAt(row, 'create_time') ?? '').replaceAll('：', ':')
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? text : ''
}

/**
 * Whether a row answers a query, read off the service's page parameter by parameter. A field that is
 * missing or null has no value, so no condition on it holds. What the page leaves open is as in the demo zone.
 */
export function answersPlainly(
  row: RawOperation,
  query: Readonly<Record<string, string | undefined>>
): boolean {
  const is = (name: string, field = name) => !query[name] || textAt(row, field) === query[name]
  const { resource_ids, action_describe, search_word, start_time, end_time } = query
  const time = timeAt(row)
  return (
    ['status', 'job_action', 'owner'].every((name) => is(name)) &&
    is('jobs', 'job_id') &&
    is('job_ids', 'job_id') &&
    (!resource_ids || (textAt(row, 'resource_ids') ?? '').split(' ').includes(resource_ids)) &&
    (!action_describe || holds(textAt(row, 'action_describe'), action_describe)) &&
    (!start_time || (time !== '' && time >= start_time)) &&
    (!end_time || (time !== '' && time <= end_time)) &&
    (!search_word ||
      ['action_describe', 'job_action', 'resource_ids'].some((field) =>
        holds(textAt(row, field), search_word)
      ))
  )
}
