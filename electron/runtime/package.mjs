// @ts-check
import { join } from 'node:path'
import { clear, report } from './package/artifacts.mjs'
import { writeDocuments } from './package/documents.mjs'
import { buildable, planFor, wantedBy } from './package/plan.mjs'
import { withoutEmptyKeys } from './package/signing.mjs'
import { findTools } from './package/tools.mjs'
import { inRoot } from './paths.mjs'
import { run } from './run.mjs'
import { say, seconds } from './say.mjs'

/**
 * Builds the packages this machine can build, of the app that `npm run build` made.
 * @param {string} electron the executable @param {readonly string[]} flags @returns {Promise<number>}
 */
export async function makePackages(electron, flags) {
  const { env, without } = await findTools()
  const plan = planFor(electron, wantedBy(flags))
  const isRelease = Boolean(process.env['OPLOG_RELEASE'])
  const { targets, skipped } = buildable(plan.targets, without, isRelease)
  plan.targets = targets
  if (plan.evaluation) {
    say('package: of the EVALUATION runtime: for tests only, locked to endpoints on this machine')
  }
  if (skipped.length > 0) say(`package: not built, its tool cannot be had: ${skipped.join(', ')}`)
  const started = performance.now()
  await clear(plan.output)
  await writeDocuments(join(plan.icons, 'doc'))
  const code = await run({
    command: 'node',
    args: [inRoot('electron', 'runtime', 'package', 'build.mjs'), JSON.stringify(plan)],
    env: { ...withoutEmptyKeys(process.env), ...env, SOURCE_DATE_EPOCH: String(plan.time) },
    cwd: inRoot()
  })
  if (code !== 0) return code
  await report(plan.output)
  say(`package: built and looked into (${seconds(started)})`)
  return 0
}
