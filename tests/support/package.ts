import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { evaluationRuntime } from '../../electron/runtime/evaluation.mjs'
import { makePackages } from '../../electron/runtime/package.mjs'
import { inCache } from '../../electron/runtime/paths.mjs'

export const packageName = 'oplog-evaluation'

/** Why this machine cannot build the packages of the evaluation runtime; null: it can. */
export function whyNotBuildable(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'not Linux on x64'
  const tools = ['dpkg-deb', 'rpmbuild'].filter((tool) => !existsSync(`/usr/bin/${tool}`))
  return tools.length > 0 ? `${tools.join(', ')} not installed` : null
}

/**
 * Why this machine cannot have a package installed and removed by a test; null: it can.
 * A package of Oplog that is there already is somebody's own.
 */
export function whyNotInstallable(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'not Linux on x64'
  if (!existsSync('/usr/bin/dpkg')) return 'not a Debian system'
  if (process.getuid?.() !== 0) return 'not root'
  if (existsSync('/opt/Oplog') || existsSync('/usr/bin/oplog')) return 'Oplog is installed here'
  return null
}

/** Builds a deb of the app as it was last built. @returns its path */
export async function buildDeb(version: string, flags = ['--quick']): Promise<string> {
  const folder = inCache('package', version)
  const [deb = ''] = await buildPackages(['deb'], folder, [`--app-version=${version}`, ...flags])
  return deb
}

/** Builds packages of the app as it was last built. @returns their paths, in the order of `targets` */
export async function buildPackages(
  targets: readonly string[],
  folder: string,
  flags = ['--quick']
): Promise<string[]> {
  const wanted = [`--targets=${targets.join()}`, `--output=${folder}`]
  const code = await makePackages(await evaluationRuntime(), [...flags, ...wanted])
  if (code !== 0) throw new Error(`the package could not be built: ${code}`)
  const built = readdirSync(folder)
  return targets.map((kind) => join(folder, built.find((file) => file.endsWith(`.${kind}`)) ?? ''))
}

export function install(deb: string): void {
  execFileSync('dpkg', ['-i', deb], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Files the package has put on the system; folders are left out. */
export function installedFiles(): string[] {
  return output('dpkg', ['-L', packageName])
    .split('\n')
    .filter((path) => /^\/(opt\/Oplog|usr\/.*oplog)/i.test(path))
}

export function remove(how: '-r' | '-P' = '-r'): void {
  execFileSync('dpkg', [how, packageName], { stdio: 'ignore' })
}

/** What a command prints; it must end well. */
export function output(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}${stdout}`)
  return stdout
}
