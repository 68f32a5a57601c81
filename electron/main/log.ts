import { join } from 'node:path'
import log from 'electron-log/main'
import type { Log } from '../services/ports'
import { redact } from '../services/redact'

/** `logs/main.log` under the user-data folder, rotated at 1 MiB; secrets are cut out of every line. */
export function openLog(folder: string, secrets: () => readonly string[]): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log')
  log.transports.console.level = 'error'
  const line = (message: string, facts: Record<string, unknown> = {}) => {
    const text = Object.keys(facts).length > 0 ? `${message} ${JSON.stringify(facts)}` : message
    return redact(text, secrets())
  }
  return {
    info: (message, facts) => log.info(line(message, facts)),
    warn: (message, facts) => log.warn(line(message, facts)),
    error: (message, facts) => log.error(line(message, facts))
  }
}
