import { watch } from 'vue'
import type { Workspace } from '#shared/settings'
import { api } from '../api'
import { capture } from '../search-state'
import type { Session } from '../session'

const saveDelayMs = 400

/**
 * Remembers what each open profile shows: soon after it changed, at the latest when the window closes.
 * @param isKnown whether there is such a profile still; a deleted one has no workspace any more
 */
export function useWorkspaces(isKnown: (profileId: string) => boolean) {
  /** What was not sent yet. */
  const unsaved = new Map<string, Workspace>()
  /** Sent or not. */
  const latest = new Map<string, Workspace>()
  /** What keeps an eye on each session; called, it stops. */
  const watchers = new Map<string, () => void>()

  function keep(session: Session): void {
    const { profileId } = session
    // Made after a wait, it ends with nothing by itself.
    watchers.set(
      profileId,
      watch(() => workspaceOf(session), saveSoon(profileId))
    )
  }

  function forget(profileId: string): void {
    watchers.get(profileId)?.()
    for (const map of [watchers, unsaved, latest]) map.delete(profileId)
  }

  function saveSoon(profileId: string): (workspace: Workspace) => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    return (workspace) => {
      clearTimeout(timer)
      unsaved.set(profileId, workspace)
      latest.set(profileId, workspace)
      timer = setTimeout(() => save(profileId), saveDelayMs)
    }
  }

  function save(profileId: string): void {
    const workspace = unsaved.get(profileId)
    unsaved.delete(profileId)
    if (!workspace || !isKnown(profileId)) return
    api.workspaces.set({ profileId, workspace }).catch(() => {
      // A full disk may have room again when the window closes.
      if (latest.get(profileId) === workspace) unsaved.set(profileId, workspace)
    })
  }

  window.addEventListener('pagehide', () => [...unsaved.keys()].forEach(save))

  return { keep, forget }
}

function workspaceOf(session: Session): Workspace {
  const { selected, firstRow, activeView, statistics, statisticsBy } = session
  return { ...capture(session), selected, firstRow, activeView, statistics, statisticsBy }
}
