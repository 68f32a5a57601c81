// @ts-check
import { capture, run } from './run.mjs'

/** @typedef {import('./run.mjs').Command} Command */

/**
 * npm as a command: the one that runs us when there is one, so that both are of one version.
 * @param {readonly string[]} args @param {Partial<Command>} options @returns {Command}
 */
function npm(args, options) {
  const own = process.env['npm_execpath']
  if (own?.endsWith('npm-cli.js')) return { command: 'node', args: [own, ...args], ...options }
  if (process.platform !== 'win32') return { command: 'npm', args, ...options }
  return { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args], ...options }
}

/** @param {readonly string[]} args @param {Partial<Command>} [options] */
export function runNpm(args, options = {}) {
  return run(npm(args, options))
}

/** @param {readonly string[]} args @param {Partial<Command>} [options] */
export function captureNpm(args, options = {}) {
  return capture(npm(args, options))
}
