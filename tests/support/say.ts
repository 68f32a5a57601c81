/** A line of a report: figures of a long test, or why one was skipped. Shown whether or not it passes. */
export function say(what: string, figures: Record<string, unknown> = {}): void {
  const list = Object.entries(figures).map(([name, value]) => `${name} ${String(value)}`)
  process.stdout.write(`${[what, list.join(', ')].filter(Boolean).join(': ')}\n`)
}
