import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { HeldRow } from '#shared/archive-query'
import { initialParameters } from '#shared/parameters'
import { allZones } from '#shared/profile'
import { api } from '../api'
import { placeOf, type RowPlace } from '../composables/row-source'
import { i18n } from '../locales'
import { useApp } from './app'
import { useLog } from './log'

export const mostCompared = 5

export interface ComparedRow {
  row: HeldRow
  /** JSON text as received; null: not held. */
  raw: string | null
}

/** Rows laid side by side, of one zone or several. They are read from the archive, so offline too. */
export const useComparison = defineStore('comparison', () => {
  const app = useApp()
  const log = useLog()
  const places = ref<RowPlace[]>([])
  /** In the order they were chosen; null: on their way. */
  const rows = shallowRef<readonly ComparedRow[] | null>(null)
  const failed = ref(false)

  function holds(place: RowPlace): boolean {
    return places.value.some((other) => isSame(other, place))
  }

  function toggle(place: RowPlace): void {
    if (holds(place)) remove(place)
    else if (places.value.length < mostCompared) places.value = [...places.value, place]
  }

  function remove(place: RowPlace): void {
    places.value = places.value.filter((other) => !isSame(other, place))
    rows.value = rows.value?.filter(({ row }) => !isSame(row, place)) ?? null
  }

  /** Compares rows of the table on screen by their keys (job ids; with all zones merged see `keyOf`). */
  function compare(keys: readonly string[]): void {
    const { profileId = null } = log.current ?? {}
    const own = profileId === allZones ? null : profileId
    if (keys.length > mostCompared) {
      app.say(i18n.global.t('compare.full', { most: mostCompared }))
    }
    places.value = keys.slice(0, mostCompared).map((key) => placeOf(key, own))
    void open()
  }

  async function open(): Promise<void> {
    if (places.value.length < 2) {
      app.say(i18n.global.t('compare.few'))
      return
    }
    app.dialog = 'compare'
    rows.value = null
    failed.value = false
    try {
      const read = await Promise.all(places.value.map(readPlace))
      // Some may have been taken out meanwhile.
      rows.value = read.filter((found) => found !== null).filter(({ row }) => holds(row))
    } catch {
      failed.value = true
    }
  }

  return { places, rows, failed, holds, toggle, remove, compare, open }
})

async function readPlace({ profileId, jobId }: RowPlace): Promise<ComparedRow | null> {
  const filter = { is: { job_id: [jobId] } }
  const selection = { profileIds: [profileId], parameters: initialParameters, filter }
  const [page, raw] = await Promise.all([
    api.archive.page({ selection, limit: 1 }),
    api.operations.record({ profileId, jobId })
  ])
  const [row] = page.rows
  return row ? { row, raw } : null
}

function isSame(a: RowPlace, b: RowPlace): boolean {
  return a.profileId === b.profileId && a.jobId === b.jobId
}
