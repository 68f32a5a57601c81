// @ts-check
import { join, resolve } from 'node:path'

/** The project's own folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Where everything fetched or made by the set-up lies; outside the sources, kept by installs. */
export const cache = join(root, 'node_modules', '.cache')

/** @param {string[]} parts */
export function inRoot(...parts) {
  return join(root, ...parts)
}

/** @param {string[]} parts */
export function inCache(...parts) {
  return join(cache, ...parts)
}
