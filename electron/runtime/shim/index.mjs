// @ts-check
// Copied into the evaluation runtime, which lacks Electron's own default app: this is what makes
// `electron <folder>` work there. The variable tells the app that it has to lock itself.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

process.env['OPLOG_EVALUATION_RUNTIME'] = '1'

const folder = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.')
const {
  name,
  productName = name,
  version,
  main
} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
Object.assign(process, { defaultApp: true })
Object.assign(app, { name: productName })
Reflect.apply(Reflect.get(app, 'setVersion'), app, [version])
Reflect.apply(Reflect.get(app, 'setAppPath'), app, [folder])
await import(pathToFileURL(join(folder, main)).href)
