// @ts-check
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'

/** @param {import('./fpm.mjs').Request} request */
export function buildDeb({ one, all, tree }) {
  const control = join(tree, 'DEBIAN')
  const files = filesOf(tree)
  mkdirSync(control)
  // Debian wants it so, whatever the umask.
  chmodSync(control, 0o755)
  writeFileSync(join(control, 'control'), controlFile(one, all, sizeOf(files)))
  writeFileSync(join(control, 'md5sums'), sums(tree, files))
  for (const [flag, name] of [
    ['--after-install', 'postinst'],
    ['--before-remove', 'prerm'],
    ['--after-remove', 'postrm']
  ]) {
    if (!flag || !name || !one(flag)) continue
    copyFileSync(one(flag), join(control, name))
    execFileSync('chmod', ['0755', join(control, name)])
  }
  const compression = [`-Z${one('--deb-compression') || 'xz'}`]
  const args = ['--root-owner-group', ...compression, '--build', tree, one('--package')]
  execFileSync('dpkg-deb', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/**
 * @param {(flag: string) => string} one @param {(flag: string) => string[]} all
 * @param {number} kilobytes
 */
function controlFile(one, all, kilobytes) {
  const [summary = '', ...rest] = one('--description').trim().split('\n')
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': String(kilobytes),
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Conflicts: all('--conflicts').join(', '),
    Section: one('--category'),
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: [summary, ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n')
  }
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/** @param {string} tree */
function filesOf(tree) {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .map((file) => join(tree, file))
    .filter((file) => lstatSync(file).isFile())
    .sort()
}

/** In kibibytes, each file rounded up, as Debian's policy has it. @param {string[]} files */
function sizeOf(files) {
  return files.reduce((sum, file) => sum + Math.ceil(lstatSync(file).size / 1024), 0)
}

/** @param {string} tree @param {string[]} files */
function sums(tree, files) {
  const line = (/** @type {string} */ file) =>
    `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`
  return files.map(line).join('')
}
