// @ts-check
// For the release workflow: `node release-notes.mjs v1.2.3` prints the notes of that version, or ends
// with 1 when the tag, package.json and CHANGELOG.md do not agree.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inRoot } from '../paths.mjs'
import { Stop } from '../say.mjs'

/**
 * @param {string} tag such as `v1.2.3` @param {string} version of package.json
 * @param {string} changelog @returns {string} the lines below the version's own heading
 */
export function releaseNotes(tag, version, changelog) {
  if (tag !== `v${version}`) {
    throw new Stop(`The tag ${tag} does not fit version ${version} of package.json.`)
  }
  const sections = changelog.split(/^## /m).slice(1)
  const own = sections.find((section) => section.split(/[\s(]/)[0] === version)
  const notes = own?.slice(own.indexOf('\n')).trim()
  if (!notes) throw new Stop(`CHANGELOG.md says nothing below "## ${version}".`)
  return notes
}

function main() {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  try {
    const changelog = readFileSync(inRoot('CHANGELOG.md'), 'utf8')
    process.stdout.write(`${releaseNotes(process.argv[2] ?? '', version, changelog)}\n`)
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
