import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from './app'

const root = resolve(import.meta.dirname, '../..')

/**
 * The built app in a folder of its own, with a script and some HTML added to its page: what they do
 * is bound by the page's policy, as `page.evaluate` is not.
 */
export function appWithScript(script: string, html: string): string {
  const folder = temporaryFolder()
  cpSync(join(root, 'out'), join(folder, 'out'), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const page = join(folder, 'out', 'renderer', 'index.html')
  const added = `<script src="./added.js"></script>${html}</body>`
  writeFileSync(page, readFileSync(page, 'utf8').replace('</body>', added))
  writeFileSync(join(folder, 'out', 'renderer', 'added.js'), script)
  return folder
}
