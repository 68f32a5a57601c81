import { defineStore } from 'pinia'
import { ref } from 'vue'
import { decodeLink } from '#shared/read-view-link'
import { api } from '../api'
import { useLog } from './log'
import { useProfiles } from './profiles'

/** A link the app was opened with. Nothing follows from it until the user agrees. */
export const useLinks = defineStore('links', () => {
  const log = useLog()
  const profiles = useProfiles()
  const pending = ref<ReturnType<typeof decodeLink> | null>(null)

  async function take(): Promise<void> {
    const text = await api.links.take()
    if (text !== null) pending.value = decodeLink(text)
  }

  function watchLinks(): void {
    api.on('link', () => void take())
    void take()
  }

  /** Shows the link's search on a profile, or on all of them. */
  async function open(profileId: string): Promise<void> {
    const read = pending.value
    pending.value = null
    if (!read?.ok) return
    log.adopt(await log.open(profileId), read.link.search, null)
    if (profileId !== profiles.shownId) await profiles.select(profileId)
  }

  return { pending, watchLinks, open }
})
