import type { Database } from './sqlite'

/** Fields held as the number of a text. `shape` says how the record itself differs from its columns. */
export const textFields = [
  'status',
  'job_action',
  'action_describe',
  'owner',
  'submitter',
  'error_codes',
  'task_count',
  'shape'
] as const
export type TextField = (typeof textFields)[number]

/** Numbers of texts and back. Every text is in memory: they are few, that is why they are numbered. */
export interface Texts {
  /** The number of a text, made when it is new; call it within a transaction. */
  intern: (text: string) => number
  /** Undefined where no row ever had it. */
  find: (text: string) => number | undefined
  at: (id: number) => string
  /** Every number in use, ascending: one that is new comes at the end. */
  ids: () => readonly number[]
  /** Numbers run below this; it grows with each new text. */
  limit: () => number
  /** Forgets what was made in a transaction that was undone. */
  reload: () => void
}

interface Source {
  all: () => { id: number; text: string }[]
  insert: (text: string) => number
}

function createTexts({ all, insert }: Source): Texts {
  let byText = new Map<string, number>()
  let byId: string[] = []
  let ids: number[] = []

  function add(id: number, text: string): void {
    byText.set(text, id)
    byId[id] = text
  }

  function reload(): void {
    byText = new Map()
    byId = []
    for (const { id, text } of all()) add(id, text)
    // They come by text. A typed list, as that is sorted by number, and fast.
    ids = Array.from(Uint32Array.from(byText.values()).sort())
  }
  reload()

  return {
    intern: (text) => {
      const known = byText.get(text)
      if (known !== undefined) return known
      const id = insert(text)
      add(id, text)
      ids.push(id)
      return id
    },
    find: (text) => byText.get(text),
    at: (id) => byId[id] ?? '',
    ids: () => ids,
    limit: () => byId.length,
    reload
  }
}

export type Dictionary = Record<TextField, Texts> & { resources: Texts; reload: () => void }

/** The texts of each field and the resource ids. */
export function openDictionary(database: Database): Dictionary {
  const select = database.prepare('SELECT id, text FROM texts WHERE field = ?')
  const insert = database.prepare('INSERT INTO texts (field, text) VALUES (?, ?)')
  const selectResources = database.prepare('SELECT id, text FROM resources')
  const insertResource = database.prepare('INSERT INTO resources (text) VALUES (?)')
  // The table's own columns and types.
  const listed = (rows: unknown[]) => rows as { id: number; text: string }[]

  const fields = textFields.map((field) => [
    field,
    createTexts({
      all: () => listed(select.all(field)),
      insert: (text) => Number(insert.run(field, text).lastInsertRowid)
    })
  ])
  // Built from the list of fields, so every field is there.
  const texts = Object.fromEntries(fields) as Record<TextField, Texts>
  const resources = createTexts({
    all: () => listed(selectResources.all()),
    insert: (text) => Number(insertResource.run(text).lastInsertRowid)
  })
  const every = [...Object.values(texts), resources]
  return { ...texts, resources, reload: () => every.forEach(({ reload }) => reload()) }
}
