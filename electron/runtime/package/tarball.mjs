// @ts-check
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Packs the unpacked app. electron-builder does so while it still writes for the other packages, so that
 * the same sources would give different archives.
 * @param {import('./plan.mjs').Plan} plan
 */
export function packTarball({ output, version, evaluation, quick, time }) {
  const arch = process.arch === 'x64' ? 'x64' : 'arm64'
  const name = `${evaluation ? 'oplog-evaluation' : 'oplog'}-${version}-linux-${arch}`
  const args = [
    ...['--create', '--file', join(output, `${name}.tar.gz`)],
    ...['--use-compress-program', quick ? 'gzip -1 -n' : 'gzip -9 -n'],
    ...['--format=gnu', '--sort=name', `--mtime=@${time}`],
    ...['--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'],
    // Written for the deb alone.
    '--exclude=./resources/apparmor-profile',
    ...[`--transform=s,^\\.,${name},`, '--directory', unpacked(output), '.']
  ]
  execFileSync('tar', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** @param {string} output */
function unpacked(output) {
  return join(output, process.arch === 'x64' ? 'linux-unpacked' : 'linux-arm64-unpacked')
}
