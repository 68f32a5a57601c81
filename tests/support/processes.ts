import { readFileSync, readdirSync } from 'node:fs'
import type { ElectronApplication } from 'playwright/test'

/** Every process of the app: the main one and all that came from it. */
export function processesOf(app: ElectronApplication): number[] {
  return childrenOf(app.process().pid ?? 0)
}

/** A process and all that came from it. */
export function childrenOf(pid: number): number[] {
  const parents = new Map(processIds().map((entry) => [entry, parentOf(entry)] as const))
  const found = [pid]
  for (const parent of found) {
    for (const [child, of] of parents) if (of === parent) found.push(child)
  }
  return found
}

/** All processes of this machine. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
}

function parentOf(pid: number): number | null {
  // The name may hold spaces and parentheses; the fields begin after the last one.
  const fields = read(pid, 'stat').toString().split(')').at(-1)?.trim().split(' ')
  return fields?.[1] ? Number(fields[1]) : null
}

/** A file of /proc/PID; empty once the process is gone. */
export function read(pid: number, file: 'stat' | 'cmdline' | 'environ'): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${file}`)
  } catch {
    return Buffer.alloc(0)
  }
}

/** As a power failure would, for the app: no process of it does anything more. */
export async function killAll(app: ElectronApplication): Promise<void> {
  const gone = new Promise<void>((done) => app.once('close', () => done()))
  for (const pid of processesOf(app)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended together with another one.
    }
  }
  await gone
}
