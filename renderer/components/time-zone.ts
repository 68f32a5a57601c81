import type { TimeZone } from '#shared/settings'

/** The name under which `Intl` and the archive know a zone. */
export function zoneNameOf(zone: TimeZone): string {
  return zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone
}
