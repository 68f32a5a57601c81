// @ts-check
import { existsSync } from 'node:fs'
import { inRoot } from '../paths.mjs'
import { answers } from '../reach.mjs'
import { say } from '../say.mjs'

/** Debian's packages of the tools that build packages. */
export const packagingTools = ['rpm']

/**
 * Debian's own tools build deb and rpm wherever they are there, so that what is released is what was
 * tested. What an AppImage needs has to be downloaded.
 * @param {boolean} [online] whether it can; looked up unless given
 * @returns {Promise<{ env: Record<string, string>, without: string[] }>} `without`: targets that
 *   cannot be built
 */
export async function findTools(online) {
  const own = ['dpkg-deb', 'rpmbuild'].every((tool) => existsSync(`/usr/bin/${tool}`))
  const fpm = inRoot('electron', 'runtime', 'package', 'fpm.mjs')
  const reached = online ?? (await answers(new URL('https://github.com')))
  if (!reached) say('tools: those of the system only, as others cannot be downloaded')
  return { env: own ? { CUSTOM_FPM_PATH: fpm } : {}, without: reached ? [] : ['AppImage'] }
}
