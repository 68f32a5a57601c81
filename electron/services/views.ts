import { randomUUID } from 'node:crypto'
import type { Handlers, ViewList } from '#shared/api'
import { AppError } from '#shared/errors'
import { isSame } from '#shared/same-search'
import type { Config, SavedView } from '#shared/settings'
import { writeAtomically } from './export/atomic-file'
import type { ConfigStore, FilePicker } from './ports'
import { profileIdOf, readViewFile, writeViewFile } from './view-file'
import { nameBeside, namesBeside } from './view-names'

/** Searches under a name, in `config.json`. */
export function createViews(config: ConfigStore, picker: FilePicker): Handlers['views'] {
  function list(): ViewList {
    const { views, defaultViews } = config.get()
    return { views, defaults: defaultViews }
  }

  function find(id: string): SavedView {
    const view = config.get().views.find((one) => one.id === id)
    if (!view) throw new AppError('view-unknown', 'There is no such view.')
    return view
  }

  function replace(change: (views: SavedView[]) => SavedView[]): ViewList {
    config.update((all) => ({ ...all, views: change(all.views) }))
    return list()
  }

  function refuseTaken(name: string, profileId: string | null, others: SavedView[]): void {
    if (!namesBeside(profileId, others).has(name)) return
    throw new AppError('invalid-input', 'Another view has this name.', {
      detail: { field: 'name', rule: 'taken' }
    })
  }

  function save(draft: Omit<SavedView, 'id'>): SavedView {
    refuseTaken(draft.name, draft.profileId, config.get().views)
    const view: SavedView = { ...draft, id: randomUUID() }
    replace((views) => [...views, view])
    return view
  }

  function change(id: string, values: Partial<SavedView>): ViewList {
    find(id)
    return replace((views) => views.map((view) => (view.id === id ? { ...view, ...values } : view)))
  }

  function rename({ id, name }: Pick<SavedView, 'id' | 'name'>): ViewList {
    const others = config.get().views.filter((view) => view.id !== id)
    refuseTaken(name, find(id).profileId, others)
    return change(id, { name })
  }

  function remove(id: string): ViewList {
    config.update((all) => ({
      ...all,
      views: all.views.filter((view) => view.id !== id),
      defaultViews: Object.fromEntries(
        Object.entries(all.defaultViews).filter(([, view]) => view !== id)
      )
    }))
    return list()
  }

  function reorder(ids: string[]): ViewList {
    // Those not named, of another profile for instance, keep their places.
    const moved = ids.map(find)
    return replace((views) =>
      views.map((view) => (ids.includes(view.id) ? (moved.shift() ?? view) : view))
    )
  }

  function setDefault({ profileId, id }: { profileId: string; id: string | null }): ViewList {
    if (id !== null) find(id)
    config.update((all) => {
      const { [profileId]: _old, ...others } = all.defaultViews
      return { ...all, defaultViews: id === null ? others : { ...others, [profileId]: id } }
    })
    return list()
  }

  async function exportFile() {
    const path = await picker.save('oplog-views.json', 'json')
    if (path === null) return null
    const { views, profiles } = config.get()
    const text = writeViewFile(views, profiles)
    await writeAtomically(path, async (write) => write(text))
    return { path, views: views.length }
  }

  async function importFile() {
    const path = await picker.open('json')
    if (path === null) return null
    const read = await readViewFile(path)
    let added = 0
    config.update((all) => {
      const views = [...all.views]
      for (const one of read) {
        const profileId = profileIdOf(one, all.profiles)
        if (isThere(one, profileId, views)) continue
        const name = nameBeside(one.name, profileId, views)
        views.push({ id: randomUUID(), name, profileId, search: one.search })
        added++
      }
      return { ...all, views } satisfies Config
    })
    return { added, skipped: read.length - added }
  }

  return {
    list,
    save,
    rename,
    update: ({ id, search }) => change(id, { search }),
    remove,
    reorder,
    setDefault,
    exportFile,
    importFile
  }
}

function isThere(
  { name, search }: Pick<SavedView, 'name' | 'search'>,
  profileId: string | null,
  views: readonly SavedView[]
): boolean {
  return views.some(
    (view) => view.name === name && view.profileId === profileId && isSame(view.search, search)
  )
}
