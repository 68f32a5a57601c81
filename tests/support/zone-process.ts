import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { bundle } from './bundle'

const root = resolve(import.meta.dirname, '../..')
const folder = resolve(root, 'node_modules/.cache/zone')

/** Builds `electron/demo/main.ts` into one file that plain Node runs. */
export async function bundleZone(): Promise<void> {
  await bundle('electron/demo/main.ts', folder, 'main')
}

export interface ZoneOptions {
  size: number
  seed?: number
  zone: string
  accessKeyId: string
  secretKey: string
  /** New rows a minute. */
  growth?: number
  /** A fixed port, to come back where it was. */
  port?: number
}

export type Row = Record<string, string | number | null>

/** A demo zone in a process of its own, as a service would be. */
export async function startZone(options: ZoneOptions) {
  const { size, seed = 7, zone, port = 0, growth = 0, accessKeyId, secretKey } = options
  const child = spawn(
    process.execPath,
    [
      resolve(folder, 'main.mjs'),
      `--size=${size}`,
      `--seed=${seed}`,
      `--zone=${zone}`,
      `--port=${port}`,
      `--key=${accessKeyId}`,
      `--growth=${growth}`
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, OPLOG_DEMO_SECRET: secretKey }
    }
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function answer(): Promise<Record<string, unknown>> {
    const line = await lines.next()
    if (line.done) throw new Error('the demo zone ended')
    return JSON.parse(line.value) as Record<string, unknown>
  }

  async function say(command: Record<string, unknown>): Promise<Record<string, unknown>> {
    child.stdin.write(`${JSON.stringify(command)}\n`)
    return answer()
  }

  const { endpoint } = (await answer()) as { endpoint: string }
  return {
    ...options,
    endpoint,
    port: Number(new URL(endpoint).port),
    say,
    stop: async () => {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
  }
}

export type Zone = Awaited<ReturnType<typeof startZone>>
