import { arch, cpus, release, type } from 'node:os'

/** The p-th quantile (0 to 1) of some figures. */
export function quantile(figures: readonly number[], p: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}

export const median = (figures: readonly number[]) => quantile(figures, 0.5)

/** A task gives what undoes it, so that the undoing is not measured. */
type Task = () => Promise<() => Promise<void>>

/** Milliseconds each of two tasks takes, turn by turn, so that noise falls on both alike. */
export async function alternate(
  rounds: number,
  ours: Task,
  peer: Task
): Promise<{ ours: number[]; peer: number[] }> {
  const times = { ours: [] as number[], peer: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await duration(ours))
    times.peer.push(await duration(peer))
  }
  return times
}

async function duration(task: Task): Promise<number> {
  const start = performance.now()
  const undo = await task()
  const taken = performance.now() - start
  await undo()
  return taken
}

/** One row of a table in RESULTS.md. */
export function row(...cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`)
}

/** A figure of ours beside that of a peer. */
export function report(name: string, ours: number, peer: number, unit: string, goal: string): void {
  const ratio = (ours / peer).toFixed(2)
  row(name, `${ours.toFixed(2)} ${unit}`, `${peer.toFixed(2)} ${unit}`, ratio, goal)
}

export function machine(): string {
  return `${type()} ${release()} ${arch()}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`
}
