import { dirname } from 'node:path'
import { AppError } from '#shared/errors'
import type { FilePicker } from './ports'

/**
 * Shows files where they lie, but in no folder the user did not choose in a save dialog: it is the page that says
 * which, and on Windows a mere look at `\\server\share` logs in there.
 * @param show opens the folder of a file outside the app
 */
export function createSavedFiles(picker: FilePicker, show: (path: string) => void) {
  /** Not the files: one whose name another program held has a name beside it. */
  const chosen = new Set<string>()

  const save: FilePicker['save'] = async (suggestedName, kind) => {
    const path = await picker.save(suggestedName, kind)
    if (path !== null) chosen.add(dirname(path))
    return path
  }

  /** @throws AppError `invalid-input` */
  function showInFolder(path: string): void {
    if (!chosen.has(dirname(path))) {
      throw new AppError('invalid-input', 'This file was not saved here.', {
        detail: { field: 'path', rule: 'other' }
      })
    }
    show(path)
  }

  return { picker: { ...picker, save }, showInFolder }
}
