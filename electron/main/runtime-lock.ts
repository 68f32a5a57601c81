import { app } from 'electron'
import manifest from '../../package.json' with { type: 'json' }

/** Whether the version is not that of the runtime the project vouches for. */
function isForeign(): boolean {
  const major = (version: string) => version.split('.')[0]
  return major(process.versions.electron) !== major(manifest.devDependencies.electron)
}

/**
 * Whether this is not the runtime the project vouches for. Then only endpoints on this machine are
 * allowed, so that no real credential is ever typed into it. Two signs, either is enough.
 */
export function isLocked(): boolean {
  return process.env.OPLOG_EVALUATION_RUNTIME === '1' || isForeign()
}

/**
 * Whether this is a package made from the runtime the project vouches for. The environment has no say in
 * it: whoever sets a variable must not open what only a release shuts.
 */
export function isRelease(): boolean {
  return app.isPackaged && !isForeign()
}
