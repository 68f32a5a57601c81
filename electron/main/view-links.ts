import { app } from 'electron'
import { claimsLinks } from '../services/claims-links'
import { isRelease } from './runtime-lock'

const scheme = /^oplog:\/\//i
/** More than any link that is accepted, so that an over-long one is still told to be so. */
const longest = 20_000

/** Tells the system that links are opened here, where no package does. */
export function claimLinks(): void {
  const { platform, env } = process
  const portable = env['PORTABLE_EXECUTABLE_FILE']
  if (claimsLinks({ platform, release: isRelease(), portable }))
    app.setAsDefaultProtocolClient('oplog')
}

/**
 * Links the system opens the app with: on the command line, by a second start, and on macOS by an
 * event that may come before the app is ready. The newest waits until the page takes it.
 */
export function receiveLinks(announce: () => void) {
  let waiting: string | null = linkIn(process.argv)

  function receive(link: string | null): void {
    if (link === null) return
    waiting = link.slice(0, longest)
    announce()
  }

  app.on('open-url', (event, url) => {
    event.preventDefault()
    receive(linkIn([url]))
  })

  return {
    /** A second start was given these arguments. */
    receiveFrom: (argv: readonly string[]) => receive(linkIn(argv)),
    take: () => {
      const link = waiting
      waiting = null
      return link
    }
  }
}

function linkIn(argv: readonly string[]): string | null {
  return argv.find((argument) => scheme.test(argument))?.slice(0, longest) ?? null
}
