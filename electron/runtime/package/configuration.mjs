// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'
import { contacts } from './contacts.mjs'
import { fuses } from './fuses.mjs'
import { source } from './icons.mjs'
import { removeLeftovers, setTimes } from './leftovers.mjs'
import { updates } from './stage.mjs'

/** @typedef {import('./plan.mjs').Plan} Plan */
/** @typedef {import('electron-builder').Configuration} Configuration */

/** Both architectures of the current Macs. */
const mac = ['x64', 'arm64']

/** What electron-builder is told, for every system. @param {Plan} plan @returns {Configuration} */
export function configuration(plan) {
  const name = plan.evaluation ? 'oplog-evaluation' : 'oplog'
  // The app itself has it from there too.
  const { appId } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const artifact = `${name}-\${version}-\${os}-\${arch}.\${ext}`
  return {
    appId,
    productName: 'Oplog',
    copyright: 'Copyright © 2026 The Oplog founders. MIT licence',
    directories: { app: plan.app, output: plan.output, buildResources: plan.icons },
    files: ['out/**', 'package.json', 'node_modules/**'],
    // Of an addon only its binary has to lie outside.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronVersion: plan.electronVersion,
    // Other architectures than this machine's are downloaded by electron-builder.
    electronDist: process.platform === 'darwin' ? null : plan.electronDist,
    electronLanguages: process.platform === 'darwin' ? ['en', 'zh_CN'] : ['en-US', 'zh-CN'],
    electronFuses: fuses,
    // The addons are written against Node-API: one binary for every runtime.
    npmRebuild: false,
    compression: plan.quick ? 'store' : 'maximum',
    artifactName: artifact,
    protocols: [{ name: 'Oplog', schemes: ['oplog'] }],
    publish: feed(plan),
    afterPack: ({ appOutDir }) => removeLeftovers(appOutDir),
    artifactBuildStarted: () => setTimes(plan),
    ...linux(plan, name),
    win: {
      icon: source,
      target: plan.targets.map((target) => ({ target, arch: ['x64'] }))
    },
    nsis: {
      // For one user, without asking for an administrator; silent with /S.
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: true,
      installerLanguages: ['en_US', 'zh_CN'],
      deleteAppDataOnUninstall: false,
      include: inRoot('resources', 'package', 'uninstall.nsh'),
      artifactName: `${name}-\${version}-setup-\${arch}.\${ext}`
    },
    portable: { artifactName: `${name}-\${version}-portable-\${arch}.\${ext}` },
    mac: {
      icon: source,
      target: plan.targets.map((target) => ({ target, arch: /** @type {any} */ (mac) })),
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: inRoot('resources', 'package', 'entitlements.mac.plist'),
      entitlementsInherit: inRoot('resources', 'package', 'entitlements.mac.plist'),
      extendInfo: { CFBundleLocalizations: ['en', 'zh_CN'] },
      // Signed and sent to Apple where the release has the keys for it.
      notarize: Boolean(process.env['APPLE_API_KEY'] ?? process.env['APPLE_ID'])
    },
    dmg: { sign: false }
  }
}

/**
 * With a feed electron-builder writes `latest….yml` beside the packages; nothing is uploaded.
 * @param {Plan} plan @returns {{ provider: 'generic', url: string } | null}
 */
function feed(plan) {
  const found = updates(plan)
  return found ? { provider: 'generic', url: found.url } : null
}

/** @param {Plan} plan @param {string} name @returns {Configuration} */
function linux(plan, name) {
  const documents = join(plan.icons, 'doc')
  const package_ = {
    packageName: name,
    afterInstall: inRoot('resources', 'package', 'after-install.sh'),
    afterRemove: inRoot('resources', 'package', 'after-remove.sh'),
    // deb and rpm know one of each kind; what else belongs on the system is named here.
    fpm: [
      `${source}=/usr/share/icons/hicolor/scalable/apps/oplog.svg`,
      `${join(documents, 'oplog')}=/usr/bin/oplog`,
      `${join(documents, 'copyright')}=/usr/share/doc/${name}/copyright`,
      `${join(documents, 'changelog.gz')}=/usr/share/doc/${name}/changelog.gz`,
      `${join(documents, 'oplog.1.gz')}=/usr/share/man/man1/oplog.1.gz`
    ]
  }
  const other = plan.evaluation ? 'oplog' : 'oplog-evaluation'
  return {
    linux: {
      target: plan.targets,
      icon: plan.icons,
      executableName: 'oplog',
      // Wayland where the session has it.
      executableArgs: ['--ozone-platform-hint=auto'],
      category: 'System;Monitor;',
      maintainer: contacts().maintainer,
      vendor: 'The Oplog founders',
      synopsis: plan.evaluation
        ? 'explorer of E-HPC operation logs (EVALUATION, for tests only)'
        : 'explorer of QingCloud E-HPC operation logs',
      description: description(plan),
      desktop: { entry: desktopEntry(plan) },
      syncDesktopName: true
    },
    deb: {
      ...package_,
      packageCategory: 'admin',
      priority: 'optional',
      compression: 'xz',
      depends: debian,
      recommends: ['gnome-keyring | kwalletmanager'],
      fpm: [
        ...package_.fpm,
        `${join(documents, 'lintian-overrides')}=/usr/share/lintian/overrides/${name}`,
        '--conflicts',
        other,
        ...(plan.quick ? ['--deb-compression', 'none'] : [])
      ]
    },
    rpm: {
      ...package_,
      packageCategory: 'Applications/System',
      depends: [
        'gtk3',
        'libnotify',
        'nss',
        'libXScrnSaver',
        'xdg-utils',
        'at-spi2-core',
        'libsecret'
      ],
      fpm: [
        ...package_.fpm,
        '--conflicts',
        other,
        ...(plan.quick ? ['--rpm-compression', 'none'] : [])
      ]
    }
  }
}

/** What the executable is linked to or opens, as Debian and Ubuntu call it. */
const debian = [
  'libc6 (>= 2.28)',
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcups2 | libcups2t64',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libxcomposite1',
  'libxdamage1',
  'libxkbcommon0',
  'libxrandr2',
  'xdg-utils'
]

/** @param {Plan} plan */
function description({ evaluation }) {
  const what =
    'Browses, keeps and exports the operation log of QingCloud E-HPC clusters: every action on a cluster, queue or node, who did it and whether it failed.'
  return evaluation
    ? `${what} Built on a runtime that nobody supports: for tests only, and locked to endpoints on this machine.`
    : what
}

/** @param {Plan} plan */
function desktopEntry({ evaluation }) {
  const mark = evaluation ? ' (Evaluation)' : ''
  return {
    Name: `Oplog${mark}`,
    'Name[zh_CN]': evaluation ? '操作日志 Oplog（评估版）' : '操作日志 Oplog',
    GenericName: 'Operation Log Explorer',
    'GenericName[zh_CN]': '操作日志浏览器',
    'Comment[zh_CN]': '浏览、保存和导出青云 E-HPC 集群的操作日志',
    Keywords: 'log;HPC;QingCloud;cluster;audit;',
    'Keywords[zh_CN]': '日志;高性能计算;青云;集群;审计;',
    'X-SingleMainWindow': 'true'
  }
}
