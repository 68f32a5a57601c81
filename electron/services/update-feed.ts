import { z } from 'zod'

/** Where releases are announced, and whose signature the list must bear. */
export const UpdateFeed = z.object({
  url: z.url(),
  /** Ed25519 public key, base64 of its DER form. */
  key: z.string().min(1),
  /** Where people fetch packages by hand. */
  page: z.url()
})
export type UpdateFeed = z.infer<typeof UpdateFeed>

const here = ['127.0.0.1', '[::1]', 'localhost']

interface Sources {
  /** `updates` of the packaged manifest. */
  manifest: unknown
  /** A feed on this machine, for tests; absent in a release. */
  test: unknown
}

/**
 * The feed of this build; null: it has none. A release takes only the one it was built with, over
 * https; any other build only one on this machine.
 */
export function feedOf({ manifest, test }: Sources, release: boolean): UpdateFeed | null {
  const feed = UpdateFeed.safeParse(release ? manifest : test)
  if (!feed.success) return null
  const { protocol, hostname } = new URL(feed.data.url)
  const allowed = release ? protocol === 'https:' : here.includes(hostname)
  return allowed ? feed.data : null
}
