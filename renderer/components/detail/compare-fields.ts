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
    const own = records.map((record) => record.find((field) => field.name === name))
    const texts = own.map((field) => field?.text ?? null)
    const exact = own.map((field) => field?.exact ?? field?.text ?? null)
    const unlike = new Set(exact).size
    const values = new Set(texts).size < unlike ? exact : texts
    return { name, label, mono, values, differs: unlike > 1 }
  })
}
