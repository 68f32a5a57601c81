import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { feedOf, type UpdateFeed } from '../services/update-feed'
import { isRelease } from './runtime-lock'

/** The feed this build was made with, or in tests one on this machine; null: none. */
export function updateSource(): UpdateFeed | null {
  return feedOf({ manifest: manifestUpdates(), test: testFeed() }, isRelease())
}

/** Written by `runtime/package/stage.mjs`. */
function manifestUpdates(): unknown {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')
  return (JSON.parse(text) as { updates?: unknown }).updates
}

function testFeed(): unknown {
  const { OPLOG_UPDATE_FEED: url, OPLOG_UPDATE_KEY: key } = process.env
  return url && key ? { url, key, page: url } : undefined
}
