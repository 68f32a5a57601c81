import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import type { FilePicker } from '../services/ports'
import type { Question } from '../services/quitting'

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

/** Asks before something is lost, in front of the window where there is one. @returns whether it is to go */
export async function askToDiscard(
  window: BrowserWindow | null,
  { message, stay, leave }: Question
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    title: 'Oplog',
    message,
    buttons: [stay, leave],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return response === 1
}
