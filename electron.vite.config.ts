import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

// The oldest runtime the app is run on, see README: Electron 33.
const oldest = { node: 'node20.18', chrome: 'chrome130' }

const external = [
  'electron',
  'keytar',
  '@photostructure/sqlite',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
  'node:sqlite'
]

const unmangled = { compress: true, mangle: false, codegen: true }

/**
 * electron-store brings ajv, a quarter of the main script, for schemas it may be given. It is given
 * none: zod checks the settings.
 */
const withoutAjv = {
  name: 'without-ajv',
  enforce: 'pre' as const,
  resolveId: (id: string) => (/^ajv(-formats)?(\/|$)/.test(id) ? '\0without-ajv' : null),
  load: (id: string) =>
    id === '\0without-ajv' ? 'export const Ajv2020 = null\nexport default {}' : null
}

export default defineConfig({
  main: {
    plugins: [withoutAjv],
    build: {
      target: oldest.node,
      outDir: at('out/main'),
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          index: at('electron/main/index.ts'),
          archive: at('electron/services/archive/process.ts')
        },
        // Read and parsed at each start: less text, less waiting. Names stay, for the stacks in the log.
        output: { format: 'es', entryFileNames: '[name].js', minify: unmangled }
      }
    }
  },
  preload: {
    build: {
      target: oldest.node,
      outDir: at('out/preload'),
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload has to be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('renderer'),
    plugins: [vue()],
    build: {
      target: oldest.chrome,
      outDir: at('out/renderer'),
      minify: true,
      rollupOptions: {
        input: { index: at('renderer/index.html') },
        // Each file is a request to the main process, which is busy with its own start: one for all
        // that the first frame needs.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } }
      },
      chunkSizeWarningLimit: 800
    }
  }
})
