// @ts-check
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { Stop } from '../say.mjs'
import { wrongFuses } from './fuses.mjs'
import { addonFiles } from './stage.mjs'

/** @typedef {import('./plan.mjs').Plan} Plan */

/** What of the runtime belongs into a Linux or Windows package. */
const runtime =
  /^(oplog|Oplog\.exe|chrome[-_](sandbox|crashpad_handler)|LICENSE.*|.*\.(pak|so|so\.1|dll|bin|dat)|vk_swiftshader_icd\.json|locales\/(en-US|zh-CN)\.pak|resources\/(app\.asar|apparmor-profile|elevate\.exe|app-update\.yml|package-type))$/

/**
 * Looks into what was packed: nothing that does not belong, the keychain's addon, the fuses.
 * @param {Plan} plan
 */
export async function inspect(plan) {
  for (const app of unpackedApps(plan.output)) {
    const wrong = [...(await wrongContents(app, plan)), ...(await wrongFuses(app.executable))]
    if (wrong.length > 0) throw new Stop(`The package is not as it should be:\n${wrong.join('\n')}`)
  }
}

/** @typedef {{ folder: string, resources: string, executable: string, mac: boolean }} UnpackedApp */

/** @param {string} output @returns {UnpackedApp[]} */
export function unpackedApps(output) {
  const folders = readdirSync(output).filter((name) => /^(mac|(win|linux).*-unpacked)/.test(name))
  return folders.map((name) => {
    const folder = join(output, name)
    if (name.startsWith('mac')) {
      const contents = join(folder, 'Oplog.app', 'Contents')
      const executable = join(folder, 'Oplog.app')
      return { folder, resources: join(contents, 'Resources'), executable, mac: true }
    }
    const executable = join(folder, name.startsWith('win') ? 'Oplog.exe' : 'oplog')
    return { folder, resources: join(folder, 'resources'), executable, mac: false }
  })
}

/** @param {UnpackedApp} app @param {Plan} plan @returns {Promise<string[]>} */
async function wrongContents({ folder, resources, mac }, plan) {
  const { listPackage } = await import('@electron/asar')
  const wanted = new Set([...filesBelow(plan.app)])
  const packed = listPackage(join(resources, 'app.asar'), { isPack: false })
    .map((entry) => entry.split(sep).join('/').slice(1))
    .filter((entry) => !isFolder(join(plan.app, entry)))
  const addons = Object.entries(addonFiles(plan)).flatMap(([name, files]) =>
    files.filter((file) => file.endsWith('.node')).map((file) => join('node_modules', name, file))
  )
  const unpacked = filesBelow(join(resources, 'app.asar.unpacked'))
  const around = mac ? [] : filesBelow(folder).filter((file) => !file.includes('app.asar.unpacked'))
  return [
    ...packed.filter((file) => !wanted.has(file)).map((file) => `does not belong: ${file}`),
    ...[...wanted].filter((file) => !packed.includes(file)).map((file) => `missing: ${file}`),
    ...addons.filter((file) => !unpacked.includes(file)).map((file) => `missing: ${file}`),
    ...unpacked.filter((file) => !addons.includes(file)).map((file) => `does not belong: ${file}`),
    ...around.filter((file) => !runtime.test(file)).map((file) => `does not belong: ${file}`)
  ]
}

/** @param {string} folder @returns {string[]} relative, with slashes */
function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !isFolder(join(folder, file)))
    .map((file) => file.split(sep).join('/'))
    .filter((file) => basename(file) !== '')
}

/** @param {string} path */
function isFolder(path) {
  return existsSync(path) && lstatSync(path).isDirectory()
}
