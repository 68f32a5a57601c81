// @ts-check
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Node-API 3 is what keytar is written for and what its own binaries are built with. node-gyp would
 * take the newest that the building Node knows (10 in Node 24), and a runtime that knows less, such
 * as Node 20 inside Electron 33, crashes on such an addon when it is loaded.
 */
const nodeApi = '3'

/**
 * The environment in which install scripts build native addons, so that one binary runs in the Node
 * that built it and in every Electron.
 * @param {NodeJS.ProcessEnv} env @param {string} node the executable that will run the scripts
 * @returns {NodeJS.ProcessEnv}
 */
export function addonEnvironment(env, node) {
  const prefix = dirname(dirname(node))
  // With its headers beside it nothing has to be downloaded from nodejs.org.
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'))
  const chosen = env['npm_config_nodedir'] !== undefined
  return {
    ...env,
    npm_package_config_node_gyp_napi_build_version: nodeApi,
    ...(hasHeaders && !chosen ? { npm_package_config_node_gyp_nodedir: prefix } : {})
  }
}
