// @ts-check
// Packs one plan, given as JSON; a process of its own, on the newer Node.
import { build, Platform } from 'electron-builder'
import { configuration } from './configuration.mjs'
import { drawIcons } from './icons.mjs'
import { inspect } from './inspect.mjs'
import { Stop } from '../say.mjs'
import { stage } from './stage.mjs'
import { packTarball } from './tarball.mjs'

/** @type {import('./plan.mjs').Plan} */
const plan = JSON.parse(process.argv[2] ?? '')
// Whoever builds: everybody may read what is packed.
process.umask(0o022)
const own = plan.targets.includes('tar.gz')
const others = plan.targets.filter((target) => target !== 'tar.gz')
plan.targets = others.length > 0 ? others : ['dir']
try {
  await drawIcons(plan.icons)
  await stage(plan)
  const targets = Platform.current().createTarget(plan.targets)
  await build({ targets, config: configuration(plan), publish: 'never' })
  await inspect(plan)
  if (own) packTarball(plan)
} catch (error) {
  process.stderr.write(`${error instanceof Stop ? error.message : String(error)}\n`)
  // At once: electron-builder's own hooks would end the process with 0.
  process.exit(1)
}
