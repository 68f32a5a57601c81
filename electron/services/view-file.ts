import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '#shared/errors'
import type { StoredProfile } from '#shared/profile'
import { allZones } from '#shared/profile'
import { GivenColumns, SavedView, SearchState } from '#shared/settings'
import { fromUtf8 } from './utf8'

/** Bytes; a thousand views are about one megabyte. */
const largestFile = 8 * 1024 * 1024
/** Stands for a view of all zones merged. */
const merged = { zone: '*', name: '' }

const ViewFile = z.object({
  format: z.literal('oplog-views'),
  version: z.literal(1),
  views: z
    .array(
      SavedView.pick({ name: true }).extend({
        search: SearchState.extend({ columns: GivenColumns.default(null).catch(null) }),
        /** The only profile it belongs to, by what another machine can know of it; null: all. */
        profile: z.object({ zone: z.string(), name: z.string() }).nullable()
      })
    )
    .max(5000)
})
type ViewFile = z.infer<typeof ViewFile>
type FileView = ViewFile['views'][number]

/** The views as the text of a file. Of a profile it holds zone and name only. */
export function writeViewFile(
  views: readonly SavedView[],
  profiles: readonly StoredProfile[]
): string {
  const profileOf = (id: string | null) => {
    if (id === allZones) return merged
    const found = profiles.find((profile) => profile.id === id)
    return found ? { zone: found.zone, name: found.name } : null
  }
  const content: ViewFile = {
    format: 'oplog-views',
    version: 1,
    views: views.map(({ name, profileId, search }) => ({
      name,
      profile: profileOf(profileId),
      search
    }))
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** @throws AppError `read-failed`, `views-unreadable`, `views-newer` */
export async function readViewFile(path: string): Promise<FileView[]> {
  const content = parsed(await textOf(path), path)
  const version = z.object({ format: z.literal('oplog-views'), version: z.number() })
  const head = version.safeParse(content)
  if (head.success && head.data.version > 1) {
    throw new AppError('views-newer', 'A newer Oplog wrote this file.', { detail: { path } })
  }
  const file = ViewFile.safeParse(content)
  if (!file.success) throw unreadable(path, file.error)
  return file.data.views
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size <= largestFile) return fromUtf8(await readFile(path))
  } catch (cause) {
    throw new AppError('read-failed', 'The file cannot be read.', { detail: { path }, cause })
  }
  throw unreadable(path, new RangeError('the file is too large'))
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('views-unreadable', 'The file holds no views.', { detail: { path }, cause })
}

/** The profile here that a view of the file belongs to; null: none is like it, so all may use it. */
export function profileIdOf(
  { profile }: FileView,
  profiles: readonly StoredProfile[]
): string | null {
  if (!profile) return null
  if (profile.zone === merged.zone) return allZones
  const { zone, name } = profile
  return profiles.find((one) => one.zone === zone && one.name === name)?.id ?? null
}
