import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import manifest from '../../package.json' with { type: 'json' }
import { evaluation } from '../../electron/runtime/evaluation.mjs'
import { temporaryFolder } from './app'

const pinned = `electron:\`${manifest.devDependencies.electron}\``

/**
 * A copy of an unpacked evaluation package that takes its runtime for the one the project vouches for,
 * so that it behaves as a release does. Only its own bundle, changed for this, says so.
 * @returns its executable
 */
export async function releaseCopy(unpacked: string): Promise<string> {
  const folder = temporaryFolder()
  const copy = join(folder, 'app')
  const sources = join(folder, 'sources')
  const archive = join(copy, 'resources', 'app.asar')
  cpSync(unpacked, copy, { recursive: true })
  extractAll(archive, sources)
  const bundle = join(sources, 'out', 'main', 'index.js')
  const text = readFileSync(bundle, 'utf8')
  if (!text.includes(pinned)) throw new Error(`${bundle} does not hold ${pinned}`)
  writeFileSync(bundle, text.replace(pinned, `electron:\`${evaluation.electron}\``))
  await createPackageWithOptions(sources, archive, { unpack: '*.node' })
  return join(copy, 'oplog')
}
