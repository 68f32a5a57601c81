import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { HeldRow } from '#shared/archive-query'
import { AppError } from '#shared/errors'
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
  /** Of those that were to be compared, how many are not held any more. */
  const lacking = ref(0)
  /** Which reading is the last one. */
  let turn = 0

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
    lacking.value = 0
    const mine = ++turn
    try {
      const read = await Promise.all(places.value.map(readPlace))
      if (mine === turn) show(read.filter((found) => found !== null))
    } catch {
      if (mine === turn) failed.value = true
    }
  }

  /** What is not held takes the place of no other. */
  function show(read: readonly ComparedRow[]): void {
    // Some may have been taken out meanwhile.
    const found = read.filter(({ row }) => holds(row))
    lacking.value = places.value.length - found.length
    places.value = places.value.filter((place) => found.some(({ row }) => isSame(row, place)))
    rows.value = found
  }

  return { places, rows, failed, lacking, holds, toggle, remove, compare, open }
})

/** Null: it is not held, or its profile is gone. */
async function readPlace(place: RowPlace): Promise<ComparedRow | null> {
  try {
    return await readHeld(place)
  } catch (error) {
    if (error instanceof AppError && error.code === 'profile-unknown') return null
    throw error
  }
}

async function readHeld({ profileId, jobId }: RowPlace): Promise<ComparedRow | null> {
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
