// @ts-check
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../say.mjs'
import { unpackedFolders } from './artifacts.mjs'
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
  return unpackedFolders(output).map((name) => {
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
  return wrongFiles({
    wanted: filesBelow(plan.app),
    // Their paths begin with a separator.
    packed: listPackage(join(resources, 'app.asar'), { isPack: false })
      .map((entry) => entry.slice(1))
      .filter((entry) => !isFolder(join(plan.app, entry))),
    unpacked: filesBelow(join(resources, 'app.asar.unpacked')),
    around: mac ? [] : filesBelow(folder).filter((file) => !file.includes('app.asar.unpacked')),
    addons: addonFiles(plan)
  })
}

/**
 * What is missing and what does not belong, told with slashes. The paths are relative and may have the
 * backslashes of Windows.
 * @param {object} found
 * @param {readonly string[]} found.wanted in the archive
 * @param {readonly string[]} found.packed in the archive
 * @param {readonly string[]} found.unpacked beside the archive
 * @param {readonly string[]} found.around everything else of the app
 * @param {Readonly<Record<string, readonly string[]>>} found.addons files by package
 * @returns {string[]}
 */
export function wrongFiles({ addons, ...found }) {
  const wanted = slashed(found.wanted)
  const packed = slashed(found.packed)
  const unpacked = slashed(found.unpacked)
  const binaries = Object.entries(addons).flatMap(([name, files]) =>
    files.filter((file) => file.endsWith('.node')).map((file) => `node_modules/${name}/${file}`)
  )
  return [
    ...packed.filter((file) => !wanted.includes(file)).map((file) => `does not belong: ${file}`),
    ...wanted.filter((file) => !packed.includes(file)).map((file) => `missing: ${file}`),
    ...binaries.filter((file) => !unpacked.includes(file)).map((file) => `missing: ${file}`),
    ...unpacked
      .filter((file) => !binaries.includes(file))
      .map((file) => `does not belong: ${file}`),
    ...slashed(found.around)
      .filter((file) => !runtime.test(file))
      .map((file) => `does not belong: ${file}`)
  ]
}

/** @param {readonly string[]} files */
function slashed(files) {
  return files.map((file) => file.replaceAll('\\', '/'))
}

/** @param {string} folder @returns {string[]} relative */
function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !isFolder(join(folder, file))
  )
}

/** @param {string} path */
function isFolder(path) {
  return existsSync(path) && lstatSync(path).isDirectory()
}
