import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Handlers, Notice } from '#shared/api'
import { AppError } from '#shared/errors'
import { isLoopback, StoredProfile, type Profile, type ProfileDraft } from '#shared/profile'
import type { Config } from '#shared/settings'
import type { Demo } from './demo-port'
import { writeAtomically } from './export/atomic-file'
import { freeName } from './free-name'
import type { Archive, ConfigStore, FilePicker } from './ports'
import type { Secrets } from './secrets'
import type { Sync } from './sync/sync'
import { fromUtf8 } from './utf8'
import { withoutViewsOf } from './view-names'
import type { Zones } from './zones'

interface Deps {
  config: ConfigStore
  secrets: Secrets
  archive: Pick<Archive, 'remove'>
  zones: Zones
  sync: Pick<Sync, 'forget'>
  demo: Demo
  picker: FilePicker
  locked: boolean
  /** Shows the user what a deletion could not do. */
  tell: (notice: Notice) => void
}

const ProfileFile = z.object({
  format: z.literal('oplog-profiles'),
  version: z.literal(1),
  profiles: z.array(StoredProfile)
})

/** Zone profiles: their settings in `config.json`, their secrets in the keychain. */
export function createProfiles(deps: Deps): Handlers['profiles'] {
  const { config, secrets, archive, zones, sync, demo, picker } = deps

  function list(): Profile[] {
    return config.get().profiles.map(present)
  }

  function present(profile: StoredProfile): Profile {
    return { ...profile, secret: profile.kind === 'demo' ? 'session' : secrets.place(profile.id) }
  }

  function replaceAll(change: (profiles: StoredProfile[]) => StoredProfile[]): void {
    config.update((all) => ({ ...all, profiles: change(all.profiles) }))
  }

  async function save(draft: ProfileDraft): Promise<Profile> {
    refuseEndpoint(draft.endpoint, deps.locked)
    const { secretKey, sessionOnly, id = randomUUID(), ...values } = draft
    const existing = config.get().profiles.find((profile) => profile.id === id)
    if (draft.id && !existing) throw unknownProfile()
    if (existing && existing.zone !== values.zone) {
      throw new AppError('profile-zone-fixed', 'A profile keeps its zone.', {
        detail: { field: 'zone', zone: existing.zone }
      })
    }
    if (!existing && !secretKey) throw requiredSecret()
    // The secret first: a profile without its secret would be of no use.
    const secret = secretKey || (sessionOnly ? '' : await secretOfThisRun(id))
    const stored: StoredProfile = { ...values, id, kind: existing?.kind ?? 'zone' }
    if (!existing) {
      await secrets.set(id, secret, sessionOnly)
      return add(stored)
    }
    const putBack = secret ? await secrets.replace(id, secret, sessionOnly) : null
    try {
      replaceAll((profiles) => profiles.map((profile) => (profile.id === id ? stored : profile)))
    } catch (error) {
      // Or the new secret would sign for the old key.
      await putBack?.().catch(() => undefined)
      throw error
    }
    return present(stored)
  }

  /** One that is held until the app quits; empty: there is none. */
  async function secretOfThisRun(id: string): Promise<string> {
    return secrets.place(id) === 'session' ? secrets.get(id) : ''
  }

  /** A new profile, its secret being stored already. */
  async function add(profile: StoredProfile): Promise<Profile> {
    try {
      replaceAll((profiles) => [...profiles, profile])
    } catch (error) {
      // Nothing else would ever remove it.
      await secrets.remove(profile.id).catch(() => undefined)
      throw error
    }
    return present(profile)
  }

  async function duplicate(id: string): Promise<Profile> {
    const original = zones.find(id)
    // Its address is another at each start, and its key is everybody's.
    if (original.kind === 'demo') throw builtIn()
    const copyId = randomUUID()
    await secrets.set(copyId, await zones.secretOf(original), secrets.place(id) === 'session')
    // Only now: another copy may have been made while the keychain took its time.
    return add({ ...original, id: copyId, name: freeName(original.name, names()) })
  }

  function names(): Set<string> {
    return new Set(config.get().profiles.map(({ name }) => name))
  }

  async function remove({ id, deleteArchive }: { id: string; deleteArchive: boolean }) {
    const { kind } = zones.find(id)
    // What the keychain refuses is refused before anything has changed.
    const mayBeLeft = kind === 'zone' && (await secrets.remove(id))
    // A sync under way would make the archive anew.
    await sync.forget(id, async () => {
      if (deleteArchive) await archive.remove(id)
      // Last, so that what failed before can be asked for again.
      config.update((all) => without(id, all))
    })
    if (mayBeLeft) deps.tell({ code: 'secret-left', path: id })
    if (kind === 'demo') await demo.stop()
  }

  function reorder(ids: string[]): Profile[] {
    const place = (profile: StoredProfile) => {
      const index = ids.indexOf(profile.id)
      return index < 0 ? ids.length : index
    }
    replaceAll((profiles) => profiles.toSorted((a, b) => place(a) - place(b)))
    return list()
  }

  async function addDemo(): Promise<Profile> {
    const existing = config.get().profiles.find(({ kind }) => kind === 'demo')
    if (existing) return present(existing)
    replaceAll((profiles) => [...profiles, demo.profile])
    return present(demo.profile)
  }

  async function exportFile() {
    const path = await picker.save('oplog-profiles.json', 'json')
    if (path === null) return null
    const profiles = config.get().profiles.filter(({ kind }) => kind === 'zone')
    const content = { format: 'oplog-profiles', version: 1, profiles }
    await writeAtomically(path, async (write) => write(`${JSON.stringify(content, null, 2)}\n`))
    return { path, profiles: profiles.length }
  }

  async function importFile() {
    const path = await picker.open('json')
    if (path === null) return null
    const { profiles } = await readProfileFile(path)
    const allowed = profiles.filter(({ endpoint, kind }) => {
      return kind === 'zone' && (!deps.locked || isLoopback(endpoint))
    })
    const taken = names()
    const added = allowed.map((profile) => {
      const name = taken.has(profile.name) ? freeName(profile.name, taken) : profile.name
      taken.add(name)
      return { ...profile, id: randomUUID(), name }
    })
    replaceAll((existing) => [...existing, ...added])
    return { added: added.length, skipped: profiles.length - added.length }
  }

  return {
    list,
    save,
    duplicate,
    remove,
    reorder,
    addDemo,
    exportFile,
    importFile,
    test: (draft, { signal }) => {
      refuseEndpoint(draft.endpoint, deps.locked)
      return zones.test(draft, signal)
    }
  }
}

/** The settings without a profile and what belongs to it alone. */
function without(id: string, all: Config): Config {
  const { workspaces, ...rest } = withoutViewsOf(id, all)
  const { [id]: _gone, ...others } = workspaces
  const { settings } = all
  return {
    ...rest,
    workspaces: others,
    profiles: all.profiles.filter((other) => other.id !== id),
    settings: settings.currentProfile === id ? { ...settings, currentProfile: null } : settings
  }
}

async function readProfileFile(path: string): Promise<z.infer<typeof ProfileFile>> {
  try {
    return ProfileFile.parse(JSON.parse(fromUtf8(await readFile(path))))
  } catch (cause) {
    throw new AppError('read-failed', 'The file is not a list of Oplog profiles.', {
      detail: { path },
      cause
    })
  }
}

/** A real credential must never be typed into a runtime nobody vouches for. */
export function refuseEndpoint(endpoint: string, locked: boolean): void {
  if (!locked || isLoopback(endpoint)) return
  throw new AppError('runtime-locked', 'This runtime may only use endpoints on this machine.', {
    detail: { field: 'endpoint', host: new URL(endpoint).host }
  })
}

function unknownProfile(): AppError {
  return new AppError('profile-unknown', 'There is no such profile.')
}

function builtIn(): AppError {
  return new AppError('profile-built-in', 'The demo zone is built in and cannot be duplicated.')
}

function requiredSecret(): AppError {
  return new AppError('invalid-input', 'A new profile needs its secret key.', {
    detail: { field: 'secretKey', rule: 'required' }
  })
}
