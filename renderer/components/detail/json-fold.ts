import { foldAll, foldEffect } from '@codemirror/language'
import type { EditorView } from '@codemirror/view'

/**
 * Folds what the fields of a record hold and leaves the fields in sight; a flat record as a whole.
 * The text is indented by two, which says where a field ends without reading a large record through.
 */
export function foldFields(view: EditorView): void {
  const effects = []
  let at = 0
  let begun: number | null = null
  for (const text of view.state.doc.iterLines()) {
    if (begun !== null && /^ {2}[}\]]/.test(text)) {
      effects.push(foldEffect.of({ from: begun, to: at + 2 }))
      begun = null
    } else if (/^ {2}\S.*[{[]$/.test(text)) begun = at + text.length
    at += text.length + 1
  }
  if (effects.length > 0) view.dispatch({ effects })
  else foldAll(view)
}
