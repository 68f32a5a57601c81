import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api } from '../api'
import { readTarget, type GoToIssue, type Reach } from '../go-to'
import type { Session } from '../session'
import { shownOf } from '../shown'
import { useHistory } from '../stores/history'
import { useSettings } from '../stores/settings'

/** Goes to a row of the table by its number, or in the Archive to the first one of a time. */
export function useGoTo(session: () => Session) {
  const settings = useSettings()
  const history = useHistory()
  const busy = ref(false)
  /** Why nothing was gone to, and the time it is about (ms), where it is about one. */
  const issue = shallowRef<{ key: GoToIssue | 'failed'; time: number | null } | null>(null)

  const reach = computed<Reach>(() => {
    const { view, order } = session()
    const { loaded, total } = shownOf(session())
    const byTime = order.field === 'create_time'
    const first = byTime ? (order.descending ? 'newest' : 'oldest') : null
    return { loaded, total, first, view, zone: settings.values.timeZone }
  })

  /** The dialog was closed: nobody wants to go anywhere any more. */
  let left = false
  onScopeDispose(() => (left = true))

  /** @returns whether the table goes there */
  async function go(text: string): Promise<boolean> {
    if (busy.value) return false
    issue.value = null
    const target = readTarget(text, reach.value)
    if ('issue' in target) return refuse(target.issue)
    if ('row' in target) return land(target.row)
    busy.value = true
    try {
      const row = await rowAt(target.time)
      if (left) return false
      if (row !== null) return land(row)
      return refuse(reach.value.first === 'newest' ? 'older' : 'newer', target.time)
    } catch {
      return refuse('failed')
    } finally {
      busy.value = false
    }
  }

  function refuse(key: GoToIssue | 'failed', time: number | null = null): false {
    issue.value = { key, time }
    return false
  }

  function land(row: number): true {
    history.goTo(session(), row, true)
    return true
  }

  /** Row from 0 of the first one at a time or past it, in the order of the table; null: none. */
  async function rowAt(time: number): Promise<number | null> {
    const { archive, askedArchive } = session()
    if (!askedArchive) return null
    // Looked up at each call: with the table its ages are counted anew.
    const ask = () => {
      const { selection, order } = session().askedArchive ?? askedArchive
      return api.archive.page({ selection, order, start: { time }, limit: 1 })
    }
    let page = await ask()
    // Rows came in meanwhile: the table is brought in step, so that the number is one of its own.
    if (page.version !== archive.state.version) {
      await archive.refresh()
      page = await ask()
    }
    return page.rows.length > 0 ? page.first : null
  }

  return { reach, busy, issue, go }
}
