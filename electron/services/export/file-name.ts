import { toInstant } from '#shared/time'

/** `oplog-production-20261120-140359.csv`; only letters, digits and dashes of the name are kept. */
export function fileName(about: string, at: number, extension: string): string {
  // A mark belongs to the letter before it; of an emoji it would be left alone, and not be seen.
  const words = about.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  const name = words.join('-').slice(0, 60).replace(/-$/, '')
  const time = toInstant(at).replaceAll(/[-:Z]/g, '').replace('T', '-')
  return `oplog-${name || 'log'}-${time}.${extension}`
}

/** Whose rows a file has, for its name. */
export function ownersOf(
  [only = '', ...others]: readonly string[],
  profileName: (profileId: string) => string
): string {
  return others.length > 0 ? 'all-zones' : profileName(only)
}
