import type { RecordField } from './record-fields'

export interface ComparedField {
  name: string
  label: string
  mono: boolean
  /** One of each row; null: its record has no such field. */
  values: readonly (string | null)[]
  differs: boolean
}

/** The fields of several records side by side: those of the first, then what only others have. */
export function compareFields(records: readonly (readonly RecordField[])[]): ComparedField[] {
  const fields = new Map<string, RecordField>()
  for (const field of records.flat()) if (!fields.has(field.name)) fields.set(field.name, field)
  return [...fields.values()].map(({ name, label, mono }) => {
    const values = records.map((own) => own.find((field) => field.name === name)?.text ?? null)
    return { name, label, mono, values, differs: new Set(values).size > 1 }
  })
}
