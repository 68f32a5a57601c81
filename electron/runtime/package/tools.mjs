// @ts-check
import { inRoot } from '../paths.mjs'
import { answers } from '../reach.mjs'
import { say } from '../say.mjs'

/** Debian's packages of the tools electron-builder would download. */
export const packagingTools = ['rpm']

/**
 * Where electron-builder's own tools cannot be downloaded, those of the system stand in for them.
 * @param {boolean} [online] whether they can; looked up unless given
 * @returns {Promise<{ env: Record<string, string>, without: string[] }>} `without`: targets that
 *   then cannot be built
 */
export async function findTools(online) {
  if (online ?? (await answers(new URL('https://github.com')))) return { env: {}, without: [] }
  say("tools: those of the system, as electron-builder's cannot be downloaded")
  return {
    env: { CUSTOM_FPM_PATH: inRoot('electron', 'runtime', 'package', 'fpm.mjs') },
    without: ['AppImage']
  }
}
