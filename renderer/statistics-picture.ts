import { colourOf, fontFamily, type Appearance } from './theme'

const margin = 16
const titleHeight = 34

/**
 * Charts below one another under a title, on the colour of the page.
 * @param scale device pixels of a chart's canvas for each px
 * @returns a PNG, base64; null where nothing is drawn
 */
export function pictureOf(
  charts: readonly HTMLCanvasElement[],
  { title, appearance, scale }: { title: string; appearance: Appearance; scale: number }
): string | null {
  const picture = document.createElement('canvas')
  const context = picture.getContext('2d')
  if (!context || charts.length === 0) return null
  const [edge, top] = [margin * scale, titleHeight * scale]
  picture.width = Math.max(...charts.map(({ width }) => width)) + 2 * edge
  picture.height = charts.reduce((sum, { height }) => sum + height + edge, top + edge)
  context.fillStyle = colourOf('background', appearance)
  context.fillRect(0, 0, picture.width, picture.height)
  context.fillStyle = colourOf('text', appearance)
  context.font = `600 ${13 * scale}px ${fontFamily}`
  context.fillText(title, edge, top - 8 * scale, picture.width - 2 * edge)
  let y = top
  for (const chart of charts) {
    context.drawImage(chart, edge, y)
    y += chart.height + edge
  }
  return picture.toDataURL('image/png').split(',')[1] ?? null
}
