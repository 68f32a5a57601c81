/** Whether a switch such as `--version` was given, and what stands behind its `=`. */
export interface Switches {
  has: (name: string) => boolean
  value: (name: string) => string
}

/**
 * Switches of the runtime by which another program could look into the app, drive it, or read what it
 * sends. Fuses shut the ones Node would take; Chromium's have none.
 */
const opening = [
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'remote-debugging-targets',
  'remote-allow-origins',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-resolver-rules',
  'host-rules',
  'log-net-log',
  'ssl-key-log-file'
]

export type Command = { kind: 'version' } | { kind: 'refused'; name: string } | { kind: 'open' }

/**
 * What the command line asks for. `release`: a package made from the runtime the project vouches for;
 * only there the opening switches are refused, since tests and developers need them.
 */
export function readCommand(switches: Switches, release: boolean): Command {
  // Chromium reads `-v` and, on Windows, `/version` as switches too; its own `--v=1` has a value.
  const short = switches.has('v') && switches.value('v') === ''
  if (switches.has('version') || short) return { kind: 'version' }
  const name = release ? opening.find(switches.has) : undefined
  return name === undefined ? { kind: 'open' } : { kind: 'refused', name }
}
