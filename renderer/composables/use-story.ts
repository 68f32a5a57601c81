import { computed } from 'vue'
import type { HeldRow, Span } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { toInstant } from '#shared/time'
import { api } from '../api'
import { endOf, kindOf, type ResourceStory } from '../components/story/story-lanes'
import { useLog, type Session } from '../stores/log'
import { useProfiles } from '../stores/profiles'
import { useNewest } from './use-newest'

interface Question {
  resourceIds: string[]
  profileIds: string[]
  window: Span | null
  limit: number
}

interface Options {
  session: () => Session
  resourceIds: () => readonly string[]
  /** The stretch of time to read; null: all. */
  window: () => Span | null
  /** Rows of a resource at the most. */
  limit: number
}

/** What began this long before the window may still reach into it, ms. */
const reachMs = 6 * 3_600_000
const kindOrder = ['cluster', 'queue', 'node', 'other'] as const

/** What was done to some resources, a lane each, with all zones merged one for each zone. */
export function useStory({ session, resourceIds, window, limit }: Options) {
  const log = useLog()
  const profiles = useProfiles()
  const question = computed<Question>(() => ({
    resourceIds: [...resourceIds()].sort((a, b) => rank(a) - rank(b)),
    profileIds: log.profileIdsOf(session()),
    window: window(),
    limit
  }))
  const { answer, failed } = useNewest(() => question.value, ask, {
    again: () => session().archive.state.version
  })
  const stories = computed<readonly ResourceStory[]>(
    () =>
      answer.value ??
      question.value.resourceIds.map((resourceId) => ({
        resourceId,
        zone: '',
        rows: null,
        total: 0
      }))
  )

  async function ask(
    asked: Question,
    options: { signal: AbortSignal }
  ): Promise<readonly ResourceStory[]> {
    const found = await Promise.all(asked.resourceIds.map((id) => read(id, asked, options)))
    return found.flatMap((story) => (session().profileId === allZones ? byZone(story) : [story]))
  }

  function byZone(story: ResourceStory): ResourceStory[] {
    const groups = new Map<string, HeldRow[]>()
    for (const row of story.rows ?? []) {
      const group = groups.get(row.profileId)
      if (group) group.push(row)
      else groups.set(row.profileId, [row])
    }
    if (groups.size === 0) return [story]
    const cut = (story.rows?.length ?? 0) < story.total
    return [...groups].map(([profileId, rows]) => ({
      resourceId: story.resourceId,
      zone: zoneName(profileId),
      rows,
      // How the rest is spread over the zones is not known.
      total: cut && groups.size === 1 ? story.total : rows.length
    }))
  }

  function zoneName(profileId: string): string {
    const profile = profiles.list.find(({ id }) => id === profileId)
    return profile ? `${profile.name} · ${profile.zone}` : ''
  }

  return { stories, failed, zoneName }
}

/** All of a busy resource would be a bar of nothing but edges: mostly a stretch of time is read. */
async function read(
  resourceId: string,
  { profileIds, window, limit }: Question,
  options: { signal: AbortSignal }
): Promise<ResourceStory> {
  const about = { resourceId, zone: '' }
  if (!window) {
    return { ...about, ...(await api.archive.story({ profileIds, resourceId, limit }, options)) }
  }
  const times = { start_time: toInstant(window.start - reachMs), end_time: toInstant(window.end) }
  const parameters = { ...initialParameters, ...times }
  const filter = { is: { resource_ids: [resourceId] } }
  const selection = { profileIds, parameters, filter }
  const { rows, total } = await api.archive.page({ selection, limit }, options)
  const inside = rows.filter((row) => reaches(row, window))
  return { ...about, rows: inside, total: rows.length < total ? total : inside.length }
}

function reaches(row: HeldRow, { start }: Span): boolean {
  return endOf(row, Infinity) >= start
}

function rank(resourceId: string): number {
  return kindOrder.indexOf(kindOf(resourceId))
}
