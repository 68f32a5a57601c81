/**
 * Who may import whom, one row a folder. `none`: packages it must not import; `not`: folders.
 * `tests/unit/layers.test.ts` breaks each row once.
 */
const apps = [
  'electron',
  'electron/*',
  'electron-store',
  'electron-log',
  'electron-log/*',
  'keytar'
]
const screen = ['vue', 'pinia', 'naive-ui', 'vue-i18n']

const rows = [
  {
    files: ['electron/shared/**/*.ts'],
    none: [...apps, ...screen, 'node:*'],
    not: ['services', 'demo', 'main', 'preload', 'renderer']
  },
  {
    files: ['electron/services/**/*.ts', 'electron/demo/**/*.ts'],
    none: [...apps, ...screen],
    not: ['main', 'preload', 'renderer']
  },
  { files: ['electron/main/**/*.ts'], none: screen, not: ['renderer', 'preload'] },
  {
    files: ['electron/preload/**/*.ts'],
    none: [...apps.filter((name) => name !== 'electron'), ...screen, 'node:*'],
    not: ['services', 'demo', 'main', 'renderer']
  },
  {
    files: ['renderer/**/*.{ts,vue}'],
    none: [...apps, 'node:*'],
    not: ['services', 'demo', 'main', 'preload']
  },
  {
    files: ['renderer/components/**/*.{ts,vue}'],
    none: [...apps, 'node:*', 'pinia'],
    not: ['services', 'demo', 'main', 'preload', 'stores', 'views'],
    files_not: ['api']
  }
]

const page = ['window', 'document', 'localStorage', 'navigator']

export const layers = [
  ...rows.map(({ files, none, not, files_not = [] }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: none, message: 'This layer must not know that package.' },
            {
              group: [
                ...not.flatMap((folder) => [`**/../${folder}/**`, `../**/${folder}/**`]),
                ...files_not.map((file) => `**/../${file}`)
              ],
              message: 'This layer must not know that folder.'
            }
          ]
        }
      ]
    }
  })),
  {
    files: ['electron/shared/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...page, 'process', 'Buffer'] }
  },
  {
    // One place answers the page, so one place checks who asks.
    files: ['electron/main/**/*.ts'],
    ignores: ['electron/main/ipc.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name="ipcMain"]',
          message: 'Only main/ipc.ts may use ipcMain.'
        }
      ]
    }
  }
]
