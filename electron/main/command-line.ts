import { app } from 'electron'
import { readCommand } from '../services/command-line'
import { isLocked, isRelease } from './runtime-lock'

/**
 * Answers a command line that asks for no window, and ends the process then.
 * @returns whether the app shall open
 */
export function opensWindow(): boolean {
  const command = readCommand(
    {
      has: (name) => app.commandLine.hasSwitch(name),
      value: (name) => app.commandLine.getSwitchValue(name)
    },
    isRelease()
  )
  if (command.kind === 'open') return true
  if (command.kind === 'version') {
    const mark = isLocked() ? ' (evaluation runtime)' : ''
    process.stdout.write(`oplog ${app.getVersion()}${mark}\n`, () => app.exit(0))
    return false
  }
  // No window says it: the one who starts it with such a switch sits at a terminal.
  const { name } = command
  process.stderr.write(
    `Oplog does not start with --${name}: it would let other programs into the app.\n` +
      `带有 --${name} 时 Oplog 不会启动：其他程序可借此进入本应用。\n`,
    () => app.exit(1)
  )
  return false
}
