import type { InjectionKey } from 'vue'
import type { ErrorCode } from '#shared/errors'

/** Pages of the user guide in the order one reads them; each is a file in `resources/help/<language>`. */
export const helpPages = [
  'first-steps',
  'profiles',
  'live-and-archive',
  'filters',
  'table',
  'detail',
  'statistics',
  'views',
  'sync',
  'follow',
  'export',
  'desktop',
  'shortcuts',
  'errors',
  'troubleshooting'
] as const
export type HelpPageId = (typeof helpPages)[number]

export interface HelpPlace {
  page: HelpPageId
  /** Of a heading; empty: the top of the page. */
  anchor: string
}

/** Opens the guide at a place; components know no store. */
export const helpKey: InjectionKey<(place: HelpPlace) => void> = Symbol('help')

/** Where the guide says more than the error's own sentence. */
export const helpOfError: Partial<Record<ErrorCode, HelpPlace>> = {
  'runtime-locked': at('troubleshooting', 'evaluation'),
  'secret-missing': at('troubleshooting', 'keychain'),
  'keychain-unavailable': at('troubleshooting', 'keychain'),
  'keychain-locked': at('troubleshooting', 'keychain'),
  'keychain-timed-out': at('troubleshooting', 'keychain'),
  unreachable: at('troubleshooting', 'network'),
  'timed-out': at('troubleshooting', 'network'),
  'certificate-refused': at('troubleshooting', 'network'),
  'proxy-password': at('troubleshooting', 'network'),
  'bad-response': at('troubleshooting', 'network'),
  'key-refused': at('profiles', 'keys'),
  'clock-skewed': at('troubleshooting', 'clock'),
  denied: at('profiles', 'keys'),
  'quota-exceeded': at('troubleshooting', 'quota'),
  'disk-full': at('troubleshooting', 'disk'),
  'permission-denied': at('troubleshooting', 'disk'),
  'write-failed': at('troubleshooting', 'disk'),
  'archive-unavailable': at('troubleshooting', 'archive'),
  'archive-newer': at('troubleshooting', 'archive'),
  'service-refused': at('errors', 'codes'),
  'service-failed': at('errors', 'codes'),
  internal: at('troubleshooting', 'report')
}

function at(page: HelpPageId, anchor: string): HelpPlace {
  return { page, anchor }
}

/** The place a link of the guide leads to: `sync.md`, `sync.md#gaps`, `#gaps`; null: to none. */
export function placeOf(href: string, from: HelpPageId): HelpPlace | null {
  const [file = '', anchor = ''] = href.split('#')
  const page = file === '' ? from : helpPages.find((id) => file === `${id}.md`)
  return page ? { page, anchor } : null
}
