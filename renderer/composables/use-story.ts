import { computed } from 'vue'
import type { ArchiveFilter, Completeness, HeldRow, Span } from '#shared/archive-query'
import { initialParameters, type OperationParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { toInstant } from '#shared/time'
import { api } from '../api'
import { endOf, isCut, kindOf, type ResourceStory } from '../components/story/story-lanes'
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

/** What the archive says of a resource in all zones that are asked. */
interface Told {
  story: ResourceStory
  coverage: Completeness
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
  const { answer, failed, retry } = useNewest(() => question.value, ask, {
    // Rows that Live shows are kept before they can be asked for.
    again: () => [session().archive.state.version, session().search.state.rows]
  })
  const stories = computed<readonly ResourceStory[]>(
    () =>
      answer.value?.stories ??
      question.value.resourceIds.map((resourceId) => ({
        resourceId,
        zone: '',
        rows: null,
        total: 0
      }))
  )

  /** What of the stretch may not be held; null: all is, or there is no answer. */
  const lacking = computed(() => answer.value?.lacking ?? null)

  async function ask(asked: Question, options: { signal: AbortSignal }) {
    const found = await Promise.all(asked.resourceIds.map((id) => read(id, asked, options)))
    const isMerged = session().profileId === allZones
    return {
      stories: found.flatMap(({ story }) => (isMerged ? byZone(story) : [story])),
      // All are asked about the same stretch of the same archives.
      lacking: found.find(({ coverage }) => !coverage.complete)?.coverage ?? null
    }
  }

  function byZone(story: ResourceStory): ResourceStory[] {
    const groups = new Map<string, HeldRow[]>()
    for (const row of story.rows ?? []) {
      const group = groups.get(row.profileId)
      if (group) group.push(row)
      else groups.set(row.profileId, [row])
    }
    if (groups.size === 0) return [story]
    const rest = groups.size > 1 ? null : story.total
    return [...groups].map(([profileId, rows]) => ({
      resourceId: story.resourceId,
      zone: zoneName(profileId),
      rows,
      // How the rest is spread over the zones is not known.
      total: isCut(story) ? rest : rows.length
    }))
  }

  function zoneName(profileId: string): string {
    const profile = profiles.list.find(({ id }) => id === profileId)
    return profile ? `${profile.name} · ${profile.zone}` : ''
  }

  return { stories, lacking, failed, retry, zoneName }
}

/** All of a busy resource would be a bar of nothing but edges: mostly a stretch of time is read. */
async function read(
  resourceId: string,
  { profileIds, window, limit }: Question,
  options: { signal: AbortSignal }
): Promise<Told> {
  const about = { resourceId, zone: '' }
  if (!window) {
    const all = await api.archive.story({ profileIds, resourceId, limit }, options)
    const { coverage, ...held } = all
    return { story: { ...about, ...held }, coverage }
  }
  const from = window.start - reachMs
  const is = { resource_ids: [resourceId] }
  const page = (times: Partial<OperationParameters>, filter: ArchiveFilter) => {
    const selection = { profileIds, parameters: { ...initialParameters, ...times }, filter }
    return api.archive.page({ selection, limit }, options)
  }
  const [recent, running] = await Promise.all([
    page({ start_time: toInstant(from), end_time: toInstant(window.end) }, { is }),
    // What still runs reaches into any window, however long ago it began.
    page({ end_time: toInstant(from - 1000) }, { is, stuck: 0 })
  ])
  const rows = [...recent.rows.filter((row) => reaches(row, window)), ...running.rows]
  const total = recent.total + running.total
  const isWhole = recent.rows.length + running.rows.length === total
  return {
    story: { ...about, rows, total: isWhole ? rows.length : total },
    coverage: recent.coverage
  }
}

function reaches(row: HeldRow, { start }: Span): boolean {
  return endOf(row, Infinity) >= start
}

function rank(resourceId: string): number {
  return kindOrder.indexOf(kindOf(resourceId))
}
