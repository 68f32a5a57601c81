// @ts-check
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot } from '../paths.mjs'

/** The one source of every icon; electron-builder makes those of Windows and macOS from it. */
export const source = inRoot('resources', 'package', 'icon.svg')

const sizes = [16, 24, 32, 48, 64, 128, 256, 512]

/** Draws the icon in the sizes that Linux desktops look for. @param {string} into */
export async function drawIcons(into) {
  const { Resvg } = await import('@resvg/resvg-js')
  await mkdir(into, { recursive: true })
  const svg = readFileSync(source)
  for (const size of sizes) {
    const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
    await writeFile(join(into, `${size}x${size}.png`), picture)
  }
}
