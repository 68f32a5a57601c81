import { parameters, type OperationParameters } from '#shared/parameters'
import { parseInstant } from '#shared/time'

/** A condition on the table `operations` and its values. */
export interface Condition {
  sql: string
  values: (string | number)[]
}

const texts = ['status', 'job_action', 'action_describe', 'owner', 'submitter', 'error_codes']

/** A letter with case that LIKE does not fold: it knows ASCII alone. */
const otherCased = /(?![A-Za-z])[\p{Lu}\p{Ll}\p{Lt}]/u

/** Case-insensitive substring; `%`, `_` and `\` stand for themselves. */
function substring(text: string): { of: (expression: string) => string; value: string } {
  return otherCased.test(text)
    ? { of: (expression) => `contains(${expression}, ?)`, value: text.toLowerCase() }
    : {
        of: (expression) => `${expression} LIKE ? ESCAPE '\\'`,
        value: `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
      }
}

const heldBy =
  'id IN (SELECT operation FROM operation_resources WHERE resource IN (SELECT id FROM resources WHERE '

function conditionOf(entry: (typeof parameters)[number], value: string): Condition | null {
  if (!('match' in entry)) return null
  const { match, field } = entry
  switch (match) {
    case 'from':
    case 'until': {
      const sign = match === 'from' ? '>=' : '<='
      // The service counts whole seconds; so does a row's time.
      return { sql: `created ${sign} ?`, values: [parseInstant(value) ?? 0] }
    }
    case 'holds':
      return { sql: `${heldBy}text = ?))`, values: [value] }
    case 'contains': {
      const { of, value: needle } = substring(value)
      return {
        sql: `${field} IN (SELECT id FROM texts WHERE field = '${field}' AND ${of('text')})`,
        values: [needle]
      }
    }
    case 'equals':
      return field === 'job_id'
        ? { sql: 'job_id = ?', values: [value] }
        : {
            sql: `${field} = (SELECT id FROM texts WHERE field = '${field}' AND text = ?)`,
            values: [value]
          }
  }
}

/** A substring of any field: looked for among the distinct values first, then by their ids. */
function textCondition(text: string): Condition {
  const { of, value } = substring(text)
  const fields = texts.map(
    (field) => `${field} IN (SELECT id FROM texts WHERE field = '${field}' AND ${of('text')})`
  )
  const all = [
    ...fields,
    `${heldBy}${of('text')}))`,
    of('job_id'),
    // Values only: every record has the names of the fields.
    `EXISTS (SELECT 1 FROM json_tree(operations.raw) WHERE ${of('atom')})`
  ]
  return { sql: `(${all.join(' OR ')})`, values: all.map(() => value) }
}

/** The WHERE clause of a query, from the table of parameters; empty where everything matches. */
export function whereOf(query: OperationParameters, text: string): Condition {
  const conditions = parameters.flatMap((entry) => {
    const value = query[entry.name]
    const condition = value === undefined ? null : conditionOf(entry, String(value))
    return condition ?? []
  })
  if (text) conditions.push(textCondition(text))
  return {
    sql: conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : '',
    values: conditions.flatMap(({ values }) => values)
  }
}
