import { expect, test } from 'vitest'
import { readCommand, type Switches } from '../../../electron/services/command-line'

/** As Chromium reads a command line. */
function switches(...given: string[]): Switches {
  const all = new Map(
    given.map((text) => {
      const [name = '', value = ''] = text.replace(/^(--|-|\/)/, '').split('=')
      return [name, value]
    })
  )
  return { has: (name) => all.has(name), value: (name) => all.get(name) ?? '' }
}

test.each(['--version', '-v', '/version'])('%s asks for the version', (given) => {
  expect(readCommand(switches(given), true)).toEqual({ kind: 'version' })
})

test("Chromium's own --v=1 opens the app", () => {
  expect(readCommand(switches('--v=1'), true)).toEqual({ kind: 'open' })
})

test.each([
  '--remote-debugging-port=9222',
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect=0.0.0.0:9229',
  '--inspect-brk',
  '--ignore-certificate-errors',
  '--log-net-log=/tmp/log',
  '--ssl-key-log-file=/tmp/keys'
])('a release refuses %s, anything else takes it', (given) => {
  const name = given.slice(2).split('=')[0]
  expect(readCommand(switches('--demo', given), true)).toEqual({ kind: 'refused', name })
  expect(readCommand(switches('--demo', given), false)).toEqual({ kind: 'open' })
})

test('what users give is never refused', () => {
  const given = ['--demo', '--user-data-dir=/tmp/x', '--no-sandbox', '--lang=zh-CN']
  expect(readCommand(switches(...given, '--ozone-platform-hint=auto'), true).kind).toBe('open')
})
