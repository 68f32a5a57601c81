// @ts-check
import { Stop } from '../say.mjs'

/** A name that can never be anybody's (RFC 2606): seen at once, and refused in a release. */
const placeholder = 'oplog.invalid'

/**
 * Whom the packages name, and the project's page. A release needs real ones.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function contacts(env = process.env) {
  const repository = env['GITHUB_REPOSITORY']
  const homepage = repository ? `https://github.com/${repository}` : `https://${placeholder}/`
  const maintainer = env['OPLOG_MAINTAINER'] || `The Oplog founders <maintainers@${placeholder}>`
  if (env['OPLOG_RELEASE'] && [homepage, maintainer].some((text) => /\.invalid\b/.test(text))) {
    throw new Stop(
      'A release names whoever looks after it: OPLOG_MAINTAINER="Name <address>" and GITHUB_REPOSITORY="owner/name".'
    )
  }
  return { homepage, maintainer }
}
