import { realpathSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The AppImage this app runs from. Programs started by another AppImage, an editor's terminal say,
 * inherit its `APPIMAGE` too; only what runs inside `APPDIR`, where that image is mounted, is its own.
 * @param executable of this process
 * @returns null where it runs from none
 */
export function ownAppImage(environment: Environment, executable: string): string | null {
  const { APPIMAGE, APPDIR } = environment
  if (!APPIMAGE || !APPDIR) return null
  const way = relative(resolved(APPDIR), resolved(executable))
  return way !== '' && !way.startsWith('..') && !isAbsolute(way) ? APPIMAGE : null
}

/** Without links: the folder for temporary files may be one, and the executable's path has none. */
function resolved(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
