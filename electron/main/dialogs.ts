import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import type { FilePicker } from '../services/ports'

const filters = {
  csv: [{ name: 'CSV', extensions: ['csv'] }],
  json: [{ name: 'JSON', extensions: ['json'] }],
  png: [{ name: 'PNG', extensions: ['png'] }]
}

/** The system's own dialogs: only the user names a path, the page never does. */
export function createFilePicker(window: () => BrowserWindow): FilePicker {
  return {
    save: async (suggestedName, kind) => {
      const { filePath, canceled } = await dialog.showSaveDialog(window(), {
        defaultPath: join(app.getPath('downloads'), suggestedName),
        filters: filters[kind],
        // Linux does not ask by itself before a file is replaced.
        properties: ['showOverwriteConfirmation']
      })
      return canceled || !filePath ? null : filePath
    },
    open: async (kind) => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        properties: ['openFile'],
        filters: filters[kind]
      })
      return filePaths[0] ?? null
    }
  }
}
