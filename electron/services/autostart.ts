import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
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

  /**
   * Names this program in an entry of its own whose program is gone: an AppImage's update bears another
   * name. What starts another copy, or this one otherwise, is left as it is.
   * @throws AppError as `set`
   */
  async function renew(): Promise<void> {
    const entry = await readFile(path, 'utf8').catch(() => '')
    const line = execOf(command)
    const [wanted, found] = [readExec(line), readExec(entry)]
    if (!wanted || !found || found.rest !== wanted.rest || existsSync(found.program)) return
    // The user may have added to it.
    await writeAtomically(path, (write) => write(entry.replace(/^Exec=.*$/m, () => line)))
  }

  return { path, set, renew }
}

/** What an entry made here starts; null where it has another form. */
function readExec(entry: string): { program: string; rest: string } | null {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1]?.replaceAll('\\\\', '\\') ?? ''
  const [, program, rest] = /^"((?:\\.|[^"\\])*)"(.*)$/.exec(line) ?? []
  if (program === undefined || rest === undefined) return null
  return { program: program.replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%'), rest }
}

function execOf(command: readonly string[]): string {
  return `Exec=${command.map(quoted).join(' ')}`
}

/**
 * What Windows or macOS is told to start.
 * @param portable the portable program for Windows, which runs unpacked in a temporary folder
 */
export function loginItem(
  argument: string,
  portable: string | undefined
): { path?: string; args: string[] } {
  return { ...(portable ? { path: portable } : {}), args: [argument] }
}

export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Oplog',
    'Name[zh_CN]=操作日志 Oplog',
    execOf(command),
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
