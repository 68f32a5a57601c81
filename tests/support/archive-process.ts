import { resolve } from 'node:path'
import { bundle } from './bundle'

const root = resolve(import.meta.dirname, '../..')

/** Builds the archive's process into one file that plain Node runs. @returns its path */
export function bundleArchive(name = `archive-${process.pid}`): Promise<string> {
  const folder = resolve(root, 'node_modules/.cache/test', name)
  return bundle('electron/services/archive/process.ts', folder, 'process')
}
