import { json } from '@codemirror/lang-json'
import {
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting
} from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { ComposerTranslation } from 'vue-i18n'
import { jsonTheme } from './json-theme'

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: [tags.number, tags.bool], color: 'var(--pending)' },
  { tag: tags.null, color: 'var(--dim)', fontStyle: 'italic' }
])

/** CodeMirror's own words, and our keys of them. */
const phrases = {
  Find: 'find',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  regexp: 'regexp',
  'by word': 'byWord',
  close: 'close',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'Fold line': 'foldLine',
  'Unfold line': 'unfoldLine',
  'folded code': 'folded',
  'Folded lines': 'foldedLines',
  'Unfolded lines': 'unfoldedLines',
  to: 'to',
  unfold: 'unfold'
} as const

/** A read-only view of JSON text that folds and searches. Tab leaves it, as any other control. */
export function createJsonView(
  parent: HTMLElement,
  doc: string,
  t: ComposerTranslation
): EditorView {
  const words = Object.entries(phrases).map(([own, key]) => [own, t(`viewer.${key}`)])
  const extensions = [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': t('detail.raw') }),
    EditorView.lineWrapping,
    EditorState.phrases.of(Object.fromEntries(words) as Record<string, string>),
    json(),
    syntaxHighlighting(colours),
    codeFolding(),
    foldGutter({ openText: '▾', closedText: '▸' }),
    drawSelection(),
    search({ top: true }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    jsonTheme
  ]
  return new EditorView({ parent, state: EditorState.create({ doc, extensions }) })
}
