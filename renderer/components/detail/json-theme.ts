import { EditorView } from '@codemirror/view'
import { monoFamily } from '../../theme'

const control = {
  color: 'var(--text)',
  background: 'var(--background)',
  border: '1px solid var(--line)',
  borderRadius: '6px',
  fontSize: '11.5px',
  margin: '2px 4px 2px 0'
}

/** The viewer in the app's tokens, which follow light and dark by themselves. */
export const jsonTheme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--panel)', maxHeight: '60vh' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: monoFamily, fontSize: '11px', lineHeight: '1.5' },
  '.cm-content': { padding: '8px 8px 8px 0' },
  '.cm-gutters': { color: 'var(--dim)', backgroundColor: 'var(--panel)', border: '0' },
  '.cm-foldGutter .cm-gutterElement': { padding: '0 4px', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    color: 'var(--dim)',
    backgroundColor: 'var(--chip)',
    border: '0',
    padding: '0 5px'
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'var(--accent-tint)' },
  '.cm-searchMatch': {
    backgroundColor: 'var(--pending-tint)',
    outline: '1px solid var(--pending)'
  },
  '.cm-searchMatch-selected': {
    backgroundColor: 'var(--accent-tint)',
    outline: '2px solid var(--accent)'
  },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--background)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 26px 4px 8px' },
  '.cm-panel.cm-search label': { fontSize: '11.5px', marginRight: '8px', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search [name=close]': {
    color: 'var(--dim)',
    fontSize: '16px',
    width: '22px',
    height: '24px',
    cursor: 'pointer'
  },
  '.cm-textfield': { ...control, padding: '3px 7px' },
  '.cm-button': { ...control, padding: '3px 8px', backgroundImage: 'none', cursor: 'pointer' },
  '.cm-textfield:focus, .cm-button:focus-visible': {
    outline: '2px solid var(--accent)',
    outlineOffset: '0'
  }
})
