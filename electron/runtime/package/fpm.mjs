#!/usr/bin/env node
// @ts-check
// Stands in for fpm where that cannot be downloaded: takes the arguments electron-builder gives to
// fpm and has Debian's own tools build the package.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildDeb } from './fpm-deb.mjs'
import { buildRpm } from './fpm-rpm.mjs'

/**
 * A package as fpm's arguments describe it.
 * @typedef {object} Request
 * @property {(flag: string) => string} one the last value of a flag
 * @property {(flag: string) => string[]} all
 * @property {string} tree folder that becomes the root of the file system
 */

const builders = { deb: buildDeb, rpm: buildRpm }

function main() {
  const { flags, files } = parse(process.argv.slice(2))
  const all = (/** @type {string} */ flag) => flags.get(flag) ?? []
  const one = (/** @type {string} */ flag) => all(flag).at(-1) ?? ''
  const build = builders[/** @type {keyof typeof builders} */ (one('-t'))]
  if (!build) throw new Error(`no package of kind "${one('-t')}" can be built here`)
  const folder = mkdtempSync(join(tmpdir(), 'oplog-fpm-'))
  try {
    const tree = join(folder, 'tree')
    for (const [from, to] of files) place(from, join(tree, to))
    readable(tree)
    build({ one, all, tree })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** fpm: `folder/=/to` copies what is in the folder, `file=/to` the file. @param {string[]} args */
function parse(args) {
  /** @type {Map<string, string[]>} */
  const flags = new Map()
  /** @type {[string, string][]} */
  const files = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg === '--force') continue
    if (arg.startsWith('-')) flags.set(arg, [...(flags.get(arg) ?? []), args[++at] ?? ''])
    else files.push([arg.slice(0, arg.lastIndexOf('=')), arg.slice(arg.lastIndexOf('=') + 1)])
  }
  return { flags, files }
}

/** @param {string} from @param {string} to */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
}

/** Whatever the umask was: everybody may read, only root may write. @param {string} tree */
function readable(tree) {
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', tree])
  chmodSync(tree, 0o755)
}

main()
