import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** Builds a TypeScript file and all it imports into one that plain Node runs. @returns its path */
export async function bundle(source: string, folder: string, name: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: resolve(root, source),
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        external: builtinModules.flatMap((module) => [module, `node:${module}`]),
        output: { entryFileNames: `${name}.mjs`, format: 'es' }
      }
    },
    ssr: { noExternal: true }
  })
  return resolve(folder, `${name}.mjs`)
}
