import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../support/app'

/** An Electron app that shows one paragraph. */
export function emptyApp(): string {
  const folder = join(temporaryFolder(), 'empty')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "empty", "version": "1.0.0", "main": "main.cjs" }'
  )
  writeFileSync(join(folder, 'index.html'), '<p>empty</p>')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadFile(__dirname + '/index.html'))`
  )
  return folder
}
