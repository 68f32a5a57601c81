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
 * Parts of packages that the app never uses, but would load at each start. electron-store brings ajv, a
 * quarter of the main script, for schemas, and zod checks the settings; electron-log brings Node's http,
 * https and tls to send lines away, which ours must not be.
 */
const unused: Record<string, { id: RegExp; code: string }> = {
  '\0unused-ajv': {
    id: /^ajv(-formats)?(\/|$)/,
    code: 'export const Ajv2020 = null\nexport default {}'
  },
  '\0unused-remote': {
    id: /^\.\/transports\/remote$/,
    code: 'module.exports = () => Object.assign(() => undefined, { level: false, transforms: [] })'
  }
}
const withoutUnused = {
  name: 'without-unused',
  enforce: 'pre' as const,
  resolveId: (id: string) => Object.keys(unused).find((name) => unused[name]?.id.test(id)) ?? null,
  load: (id: string) => unused[id]?.code ?? null
}

export default defineConfig({
  main: {
    plugins: [withoutUnused],
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
