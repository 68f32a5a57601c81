import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint({ cwd: process.cwd() })

/** A file of each layer and an import that breaks its rule. */
const breaches: [file: string, code: string][] = [
  ['electron/shared/x.ts', "import 'node:fs'"],
  ['electron/shared/x.ts', "import 'vue'"],
  ['electron/shared/x.ts', "import '../services/x'"],
  ['electron/shared/x.ts', 'export const x = process'],
  ['electron/services/x.ts', "import 'electron'"],
  ['electron/services/x.ts', "import 'keytar'"],
  ['electron/services/hpc/x.ts', "import '../../main/x'"],
  ['electron/demo/x.ts', "import 'electron-store'"],
  ['electron/demo/x.ts', "import '../main/x'"],
  ['electron/main/x.ts', "import 'vue'"],
  ['electron/main/x.ts', "import '../../renderer/x'"],
  ['electron/main/x.ts', "import { ipcMain } from 'electron'\nipcMain.on('x', () => undefined)"],
  ['electron/preload/x.ts', "import 'node:fs'"],
  ['electron/preload/x.ts', "import '../services/x'"],
  ['renderer/x.ts', "import 'electron'"],
  ['renderer/x.ts', "import 'node:fs'"],
  ['renderer/stores/x.ts', "import '../../electron/services/x'"],
  ['renderer/components/x.ts', "import '../stores/x'"],
  ['renderer/components/x.ts', "import 'pinia'"],
  ['renderer/components/x.ts', "import '../api'"]
]

test.each(breaches)('%s may not say: %s', async (filePath, code) => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath })
  const rules = result?.messages.map(({ ruleId }) => ruleId) ?? []
  expect(rules.some((rule) => rule?.startsWith('no-restricted-'))).toBe(true)
})

const allowed: [file: string, code: string][] = [
  ['electron/shared/x.ts', "import 'zod'"],
  ['electron/services/x.ts', "import 'node:fs'\nimport '#shared/api'"],
  ['electron/demo/x.ts', "import '../services/hpc/sign'"],
  ['electron/main/x.ts', "import 'electron'\nimport '../services/router'\nimport '../demo/server'"],
  ['renderer/stores/x.ts', "import 'pinia'\nimport '../api'\nimport '#shared/api'"]
]

test.each(allowed)('%s may say: %s', async (filePath, code) => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath })
  expect(result?.messages).toEqual([])
})
