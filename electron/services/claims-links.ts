interface Running {
  platform: string
  /** A package made from the runtime the project vouches for. */
  release: boolean
  /** The portable program for Windows, where that was started. */
  portable: string | undefined
}

/**
 * Whether the app itself has to tell the system that it opens `oplog://` links, as no installer does on
 * Windows. Not the portable program: it runs unpacked in a temporary folder, and nobody takes the entry back.
 */
export function claimsLinks({ platform, release, portable }: Running): boolean {
  return platform === 'win32' && release && !portable
}
