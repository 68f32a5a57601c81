// @ts-check

/** What electron-builder reads certificates and Apple's keys from. */
const keys = /^((WIN_)?CSC|APPLE)_/

/**
 * The environment without signing keys that are empty. A workflow sets one to '' where the project has
 * no such secret, and electron-builder would take the folder it works in for the certificate.
 * @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv}
 */
export function withoutEmptyKeys(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== '' || !keys.test(name))
  )
}
