import manifest from '../../package.json' with { type: 'json' }

/**
 * Whether this is not the runtime the project vouches for. Then only endpoints on this machine are
 * allowed, so that no real credential is ever typed into it. Two signs, either is enough.
 */
export function isLocked(): boolean {
  const major = (version: string) => version.split('.')[0]
  const pinned = major(manifest.devDependencies.electron)
  return process.env.OPLOG_EVALUATION_RUNTIME === '1' || major(process.versions.electron) !== pinned
}
