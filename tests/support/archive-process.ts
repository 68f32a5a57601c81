import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** Builds the archive's process into one file that plain Node runs. @returns its path */
export async function bundleArchive(name = `archive-${process.pid}`): Promise<string> {
  const folder = resolve(root, 'node_modules/.cache/test', name)
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: resolve(root, 'electron/services/archive/process.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        external: builtinModules.flatMap((name) => [name, `node:${name}`]),
        output: { entryFileNames: 'process.mjs', format: 'es' }
      }
    },
    ssr: { noExternal: true }
  })
  return resolve(folder, 'process.mjs')
}
