// @ts-check
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @param {import('./fpm.mjs').Request} request */
export function buildRpm({ one, all, tree }) {
  const folder = mkdtempSync(join(tmpdir(), 'oplog-rpm-'))
  try {
    const spec = join(folder, 'oplog.spec')
    writeFileSync(spec, specFile(one, all))
    const build = [
      ...['--define', `_topdir ${folder}`, '--define', `_rpmdir ${folder}`],
      ...['--define', '_build_id_links none', '--buildroot', join(folder, 'root')]
    ]
    execFileSync('cp', ['-a', tree, join(folder, 'tree')])
    // fpm is told Debian's name of it.
    const target = one('--architecture').replace('amd64', 'x86_64').replace('arm64', 'aarch64')
    execFileSync('rpmbuild', ['-bb', '--quiet', '--target', target, ...build, spec], {
      env: { ...process.env, OPLOG_TREE: join(folder, 'tree') },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const [built = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.rpm')
    )
    copyFileSync(join(folder, built), one('--package'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {(flag: string) => string} one @param {(flag: string) => string[]} all */
function specFile(one, all) {
  const script = (/** @type {string} */ flag) => (one(flag) ? readFileSync(one(flag), 'utf8') : '')
  const lines = (/** @type {string} */ name, /** @type {string[]} */ values) =>
    values.map((value) => `${name}: ${value}\n`).join('')
  return `Name: ${one('--name')}
Version: ${one('--version')}
Release: 1
Summary: ${one('--rpm-summary') || one('--description').split('\n')[0]}
License: ${one('--license')}
URL: ${one('--url')}
Vendor: ${one('--vendor')}
Packager: ${one('--maintainer')}
Group: ${one('--category')}
AutoReqProv: no
${lines('Requires', all('-d'))}${lines('Conflicts', all('--conflicts'))}
%define __os_install_post %{nil}
%define _binary_payload ${one('--rpm-compression') === 'none' ? 'w.ufdio' : 'w6T.xzdio'}
%define source_date_epoch_from_changelog 0
%define clamp_mtime_to_source_date_epoch 1
%define use_source_date_epoch_as_buildtime 1
%define _buildhost oplog

%description
${one('--description')}

%install
cp -a "$OPLOG_TREE/." %{buildroot}/

%post -p /bin/sh
${script('--after-install')}

%postun -p /bin/sh
${script('--after-remove')}

%files
%defattr(-, root, root, -)
/opt/Oplog
/usr/bin/oplog
/usr/share/*/*
`
}
