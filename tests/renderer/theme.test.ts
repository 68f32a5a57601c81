import { expect, test } from 'vitest'
import { colourOf, type Appearance, type Token } from '../../renderer/theme'

/** WCAG 2.2: from 1 (the same) to 21 (black on white). */
function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminanceOf(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Each colour of words on everything it stands on. */
const pairs: [Token, Token[]][] = [
  ['text', ['background', 'panel', 'chip', 'accent-tint', 'failed-tint', 'pending-tint']],
  ['dim', ['background', 'panel', 'chip', 'accent-tint', 'failed-tint', 'pending-tint']],
  ['accent', ['background', 'panel', 'accent-tint']],
  ['on-accent', ['accent']],
  ['failed', ['background', 'failed-tint', 'accent-tint', 'panel']],
  ['pending', ['background', 'pending-tint', 'accent-tint', 'panel']]
]

const looks: [string, Appearance, number][] = [
  ['light', { dark: false, contrast: false }, 4.5],
  ['dark', { dark: true, contrast: false }, 4.5],
  ['high contrast, light', { dark: false, contrast: true }, 7],
  ['high contrast, dark', { dark: true, contrast: true }, 7]
]

test.each(looks)('%s: every colour of words can be read on what it stands on', (_, look, least) => {
  const poor = pairs.flatMap(([words, grounds]) =>
    grounds.flatMap((ground) => {
      const contrast = contrastOf(colourOf(words, look), colourOf(ground, look))
      return contrast < least ? [`${words} on ${ground}: ${contrast.toFixed(2)}`] : []
    })
  )
  expect(poor).toEqual([])
})

test.each(looks)('%s: edges of controls stand out where contrast is asked for', (_, look) => {
  if (!look.contrast) return
  const contrast = contrastOf(colourOf('line', look), colourOf('background', look))
  expect(contrast).toBeGreaterThan(4.5)
})
