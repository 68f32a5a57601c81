import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeAtomically } from './export/atomic-file'
import { fileError } from './export/file-error'

/**
 * Start at login on Linux: an entry in the autostart folder of the desktop.
 * @param folder `XDG_CONFIG_HOME`
 * @param command what is started, word by word
 */
export function createAutostart(folder: string, command: readonly string[]) {
  const path = join(folder, 'autostart', 'oplog.desktop')

  /** @throws AppError `disk-full`, `permission-denied`, `write-failed` */
  async function set(on: boolean): Promise<void> {
    try {
      if (!on) return await rm(path, { force: true })
      await mkdir(dirname(path), { recursive: true })
    } catch (error) {
      throw fileError(error, path)
    }
    await writeAtomically(path, (write) => write(autostartEntry(command)))
  }

  return { path, set }
}

export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Oplog',
    'Name[zh_CN]=操作日志 Oplog',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=oplog',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')
}

/**
 * As the Desktop Entry Specification wants it: quoted, the four signs a shell reads escaped, each
 * backslash twice for the file's own escapes, and `%` doubled, since it begins a field code.
 */
function quoted(word: string): string {
  const escaped = word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')
  return `"${escaped.replaceAll('%', '%%')}"`
}
