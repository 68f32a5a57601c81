// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { Stop } from '../say.mjs'
import { contacts } from './contacts.mjs'

/** @typedef {import('./plan.mjs').Plan} Plan */

/** The files of each addon that are loaded when the app runs; its sources and installers are not. */
const keytar = ['lib/keytar.js', 'build/Release/keytar.node', 'LICENSE.md']
const sqlite = [
  'dist/index.cjs',
  'LICENSE',
  'prebuilds/linux-x64/@photostructure+sqlite.glibc.node'
]
const finder = ['index.js', 'node-gyp-build.js', 'LICENSE']

/**
 * Every file outside the bundles, by package. The official runtime has `node:sqlite` built in.
 * @param {{ evaluation: boolean }} plan @returns {Record<string, string[]>}
 */
export function addonFiles({ evaluation }) {
  if (!evaluation) return { keytar }
  return { keytar, '@photostructure/sqlite': sqlite, 'node-gyp-build': finder }
}

/** Lays out what the package holds and nothing else. @param {Plan} plan */
export async function stage(plan) {
  await rm(plan.app, { recursive: true, force: true })
  await cp(inRoot('out'), join(plan.app, 'out'), { recursive: true })
  for (const [name, files] of Object.entries(addonFiles(plan))) {
    const from = inRoot('node_modules', name)
    const into = join(plan.app, 'node_modules', name)
    for (const file of files) await copyFile(join(from, file), join(into, file))
    const { version, main, license } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'))
    // Without its dependencies, which are needed to build it only.
    await write(join(into, 'package.json'), { name, version, main, license })
  }
  await write(join(plan.app, 'package.json'), appManifest(plan))
}

/** @param {string} from @param {string} to */
async function copyFile(from, to) {
  if (!existsSync(from)) {
    throw new Stop(`${from} is missing, and a package without it would not work: npm ci again.`)
  }
  await cp(from, to)
  await chmod(to, 0o644)
}

/** @param {Plan} plan */
function appManifest(plan) {
  const { version, evaluation } = plan
  const { name, productName, description, license, type, main, author, desktopName } = JSON.parse(
    readFileSync(inRoot('package.json'), 'utf8')
  )
  return {
    name,
    // Names the folder of the user's data: that of an evaluation is apart.
    productName: evaluation ? `${productName} Evaluation` : productName,
    version,
    description,
    homepage: contacts().homepage,
    license,
    author,
    type,
    main,
    desktopName,
    updates: updates(plan),
    // Without these electron-builder would look for what to pack in the project's own folder.
    dependencies: Object.fromEntries(Object.keys(addonFiles(plan)).map((addon) => [addon, '*']))
  }
}

/**
 * The feed that a release looks for newer ones in; none where the build was not told one.
 * @param {{ evaluation: boolean }} plan
 */
export function updates({ evaluation }, env = process.env) {
  const url = env['OPLOG_FEED_URL']
  const key = env['OPLOG_FEED_KEY']
  if (evaluation || (!url && !key)) return undefined
  if (!url?.startsWith('https://') || !key) {
    throw new Stop(
      'OPLOG_FEED_URL has to be https, and OPLOG_FEED_KEY its public key: both or none.'
    )
  }
  return { url, key, page: `${contacts(env).homepage}/releases` }
}

/** @param {string} file @param {object} content */
async function write(file, content) {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
}
