import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { contacts } from '../../../electron/runtime/package/contacts.mjs'
import { configuration } from '../../../electron/runtime/package/configuration.mjs'
import {
  buildable,
  targetsOf,
  wantedBy,
  type Plan
} from '../../../electron/runtime/package/plan.mjs'
import { addonFiles } from '../../../electron/runtime/package/stage.mjs'
import { Stop } from '../../../electron/runtime/say.mjs'
import { findTools } from '../../../electron/runtime/package/tools.mjs'

const plan: Plan = {
  version: '1.2.3',
  electronVersion: '45.4.1',
  electronDist: '/runtime',
  evaluation: false,
  targets: [],
  app: '/app',
  icons: '/icons',
  output: '/dist',
  quick: false,
  time: 1
}

test('every system has its packages; the evaluation runtime only what tests need', () => {
  expect(targetsOf('linux', false)).toEqual(['deb', 'rpm', 'AppImage', 'tar.gz'])
  expect(targetsOf('win32', false)).toEqual(['nsis', 'portable'])
  expect(targetsOf('darwin', false)).toEqual(['dmg', 'zip'])
  expect(targetsOf('linux', true)).toEqual(['deb', 'tar.gz'])
})

test('flags say what is built, and where to', () => {
  expect(wantedBy([])).toEqual({ quick: false })
  expect(
    wantedBy(['--quick', '--targets=deb,rpm', '--app-version=1.2.3', '--output=/a=b'])
  ).toEqual({ quick: true, targets: ['deb', 'rpm'], version: '1.2.3', output: '/a=b' })
})

test('what cannot be built is left out, but never of a release, and never all of it', () => {
  const all = ['deb', 'AppImage']
  expect(buildable(all, [], true)).toEqual({ targets: all, skipped: [] })
  expect(buildable(all, ['AppImage'], false)).toEqual({ targets: ['deb'], skipped: ['AppImage'] })
  expect(buildable(['deb'], ['AppImage'], true)).toEqual({ targets: ['deb'], skipped: [] })
  expect(() => buildable(all, ['AppImage'], true)).toThrow(Stop)
  expect(() => buildable(['AppImage'], ['AppImage'], false)).toThrow(Stop)
})

test('an evaluation package cannot be taken for a release', () => {
  const release = configuration(plan)
  const evaluation = configuration({ ...plan, evaluation: true })
  expect(release.deb?.packageName).toBe('oplog')
  expect(evaluation.deb?.packageName).toBe('oplog-evaluation')
  expect(evaluation.artifactName).toMatch(/^oplog-evaluation-/)
  expect(evaluation.linux?.description).toMatch(/tests only/)
  expect(evaluation.linux?.desktop?.entry?.['Name']).toMatch(/Evaluation/)
  expect(evaluation.linux?.desktop?.entry?.['Name[zh_CN]']).toMatch(/评估版/)
})

test('whose the work is says the package as the licence says it', () => {
  const licence = readFileSync(resolve(import.meta.dirname, '../../../LICENSE'), 'utf8')
  const [, whose] = /^Copyright \(c\) (.+)$/m.exec(licence) ?? []
  expect(configuration(plan).copyright).toBe(`Copyright © ${whose}. MIT licence`)
})

test('a Mac runs it hardened on both processors; Windows installs it for one user', () => {
  const { mac, nsis } = configuration({ ...plan, targets: ['dmg', 'zip'] })
  expect(mac).toMatchObject({ hardenedRuntime: true })
  expect(mac?.target).toEqual([
    { target: 'dmg', arch: ['x64', 'arm64'] },
    { target: 'zip', arch: ['x64', 'arm64'] }
  ])
  expect(nsis).toMatchObject({ perMachine: false, allowElevation: false })
})

test('what the app writes for its links on Windows goes with it, but not with an update', () => {
  const { nsis, protocols } = configuration(plan)
  expect(protocols).toMatchObject([{ schemes: ['oplog'] }])
  const script = readFileSync(nsis?.include ?? '', 'utf8')
  expect(script).toMatch(
    /^!macro customUnInstall\n +\$\{ifNot\} \$\{isUpdated\}\n +DeleteRegKey HKCU "Software\\Classes\\oplog"$/m
  )
})

test('the running app is known to Windows by the id of its shortcut', () => {
  const main = readFileSync(resolve(import.meta.dirname, '../../../electron/main/index.ts'), 'utf8')
  expect(main).toContain("if (process.platform === 'win32') app.setAppUserModelId(manifest.appId)")
  expect(configuration(plan).appId).toBe(manifest.appId)
  // Another would be another app to whoever has it installed.
  expect(manifest.appId).toBe('com.qingcloud.oplog')
})

test('a release carries one addon, and every package its binary', () => {
  expect(Object.keys(addonFiles({ evaluation: false }))).toEqual(['keytar'])
  expect(addonFiles({ evaluation: false })['keytar']).toContain('build/Release/keytar.node')
  expect(Object.keys(addonFiles({ evaluation: true }))).toContain('@photostructure/sqlite')
})

const onDebian = existsSync('/usr/bin/dpkg-deb') && existsSync('/usr/bin/rpmbuild')

test('the system builds deb and rpm; an AppImage needs what is downloaded', async () => {
  expect((await findTools(true)).without).toEqual([])
  expect((await findTools(false)).without).toEqual(['AppImage'])
  const { env } = await findTools(true)
  expect(env).toEqual(onDebian ? { CUSTOM_FPM_PATH: expect.stringMatching(/fpm\.mjs$/) } : {})
})

test('a release refuses to name nobody', () => {
  const release = { OPLOG_RELEASE: '1', GITHUB_REPOSITORY: 'someone/oplog' }
  const maintainer = 'Someone <someone@example.org>'
  expect(contacts({ ...release, OPLOG_MAINTAINER: maintainer })).toEqual({
    homepage: 'https://github.com/someone/oplog',
    maintainer
  })
  expect(() => contacts(release)).toThrow(Stop)
  expect(() => contacts({ OPLOG_RELEASE: '1', OPLOG_MAINTAINER: maintainer })).toThrow(Stop)
  expect(contacts({}).maintainer).toMatch(/@oplog\.invalid>$/)
})
