import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import type { HelpPageId } from './pages'

/** A stretch of a page under one heading. */
export interface HelpSection {
  page: HelpPageId
  anchor: string
  /** 1: the title of the page. */
  depth: number
  title: string
  text: string
}

export interface HelpPage {
  id: HelpPageId
  title: string
  blocks: Token[]
  sections: HelpSection[]
}

/** The only HTML of the guide: `<a id="…"></a>` in a heading, a name that is the same in every language. */
const anchorTag = /<a id="([a-z0-9-]+)">/

export function readPage(id: HelpPageId, text: string): HelpPage {
  const blocks = lexer(text)
  const sections: HelpSection[] = []
  for (const block of blocks) {
    if (isHeading(block)) sections.push(sectionOf(id, block))
    else {
      const last = sections.at(-1)
      if (last) last.text += ` ${plainText(block)}`
    }
  }
  return { id, title: sections[0]?.title ?? id, blocks, sections }
}

function sectionOf(page: HelpPageId, heading: Tokens.Heading): HelpSection {
  const { depth } = heading
  return { page, anchor: anchorOf(heading), depth, title: plainText(heading).trim(), text: '' }
}

export function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading'
}

/** Empty: the heading has none. */
export function anchorOf(heading: Tokens.Heading): string {
  return anchorTag.exec(heading.raw)?.[1] ?? ''
}

/** What one reads of a token. */
export function plainText(any: Token): string {
  // Without extensions there are no other tokens.
  const token = any as MarkedToken
  switch (token.type) {
    case 'list':
      return token.items.map(plainText).join(' ')
    case 'table':
      return [token.header, ...token.rows]
        .flatMap((row) => row.map(({ tokens }) => tokens.map(plainText).join('')))
        .join(' ')
    case 'codespan':
    case 'code':
    case 'escape':
      return token.text
    case 'html':
    case 'image':
    case 'space':
      return ''
    default: {
      const inner = 'tokens' in token ? token.tokens : undefined
      return inner ? inner.map(plainText).join('') : 'text' in token ? token.text : ''
    }
  }
}
