import { expect, test } from 'vitest'
import { run } from '../../../electron/runtime/run.mjs'

const node = (script: string) => run({ command: process.execPath, args: ['-e', script] })

test.skipIf(process.platform === 'win32')(
  'how a command ended is told as a shell tells it',
  async () => {
    expect(await node('process.exit(3)')).toBe(3)
    expect(await node('process.kill(process.pid, "SIGKILL")')).toBe(137)
    expect(await node('process.kill(process.pid, "SIGTERM")')).toBe(143)
    expect(await run({ command: '/no/such/program', args: [] })).toBe(127)
  }
)
