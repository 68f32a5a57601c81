import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  // Packages that are inlined name sources they do not ship, which is a warning each.
  logLevel: 'error',
  test: {
    // These import JSON as Node does not let them.
    server: { deps: { inline: [/@actions\//] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // Nothing of these is kept in a module, so that they can share what is loaded.
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], isolate: false }
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.ts'],
          // Stores and components find their window when they are loaded, so each file has its own context;
          // a process for each would load the packages anew 70 times.
          pool: 'vmForks',
          vmMemoryLimit: '700MB'
        }
      }
    ]
  }
})
