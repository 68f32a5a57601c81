import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { demoZone } from './defaults'
import type { Fault } from './faults'
import { createDemoZone } from './server'

/**
 * A demo zone in a process of its own: `--size 1000000 --port 4444`. Built into one file first
 * (`tests/support/zone-process.ts`), as everything else here is.
 * The secret key comes from OPLOG_DEMO_SECRET, so that it is in no list of processes.
 *
 * Reads one JSON object a line: `{"faults": {…} | [{…}, …] | null}`, `{"count": true}`,
 * `{"stop": true}`; answers each with one line. The first line out is `{"endpoint": "…"}`.
 */
interface Command {
  faults?: Fault | Fault[] | null
  count?: boolean
  stop?: boolean
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: String(demoZone.size) },
    seed: { type: 'string', default: String(demoZone.seed) },
    growth: { type: 'string', default: String(demoZone.growthPerMinute) },
    zone: { type: 'string', default: demoZone.zone },
    key: { type: 'string', default: demoZone.accessKeyId },
    port: { type: 'string', default: '0' }
  }
})

function say(message: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function count(name: 'size' | 'seed' | 'growth' | 'port'): number {
  const value = Number(values[name])
  if (values[name].trim() && Number.isFinite(value) && value >= 0) return value
  throw new RangeError(`--${name} is no number: ${values[name]}`)
}

const zone = createDemoZone({
  size: count('size'),
  seed: count('seed'),
  growthPerMinute: count('growth'),
  zone: values.zone,
  accessKeyId: values.key,
  secretKey: process.env.OPLOG_DEMO_SECRET || demoZone.secretKey
})

async function obey(command: Command): Promise<void> {
  if (command.faults !== undefined) {
    zone.faults.set(...[command.faults ?? []].flat())
    say({ ok: true })
  }
  if (command.count) say({ count: zone.requests.length, requests: zone.requests })
  if (command.stop) {
    await zone.stop()
    say({ stopped: true })
    process.stdin.destroy()
  }
}

say(await zone.start(count('port')))

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  if (!line.trim()) return
  try {
    // Whoever starts the process also writes its input; what is no command has no effect.
    const command = JSON.parse(line) as Command | null
    void obey(command ?? {})
  } catch {
    say({ error: 'not JSON' })
  }
})
// The parent is gone: nobody is left to stop the zone.
lines.on('close', () => void zone.stop())
