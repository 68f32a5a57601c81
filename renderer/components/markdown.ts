/** A row of a Markdown table in which each cell reads as its text does, whatever signs are in it. */
export function markdownLine(cells: readonly string[]): string {
  const escaped = cells.map((text) =>
    text.replace(/\s+/g, ' ').replace(/[\\|`*_~<>[\]&]/g, String.raw`\$&`)
  )
  return `| ${escaped.join(' | ')} |`
}
