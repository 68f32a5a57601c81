import type { HelpSection } from './read'

export interface HelpHit {
  section: HelpSection
  /** Around the first word found, cut from the text. */
  snippet: string
}

/** Letters shown before and in all of a snippet. */
const around = { before: 30, all: 110 }

/** Sections that hold every word, those with a word in the title first. */
export function searchHelp(sections: readonly HelpSection[], asked: string): HelpHit[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return sections
    .filter(({ title, text }) => holdsAll(`${title} ${text}`, words))
    .map((section) => ({ section, snippet: snippetOf(section.text, words) }))
    .toSorted((one, two) => rank(one, words) - rank(two, words))
}

function holdsAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

function rank({ section: { title, depth } }: HelpHit, words: readonly string[]): number {
  const inTitle = words.some((word) => title.toLowerCase().includes(word))
  return inTitle ? depth : 10
}

function snippetOf(text: string, words: readonly string[]): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  const lower = plain.toLowerCase()
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0)
  const start = Math.max(0, Math.min(...places, plain.length) - around.before)
  const first = places.length > 0 ? start : 0
  const end = first + around.all
  return `${first > 0 ? '…' : ''}${plain.slice(first, end)}${end < plain.length ? '…' : ''}`
}
