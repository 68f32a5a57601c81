import type { Shortcut } from './action'

const order = ['Mod', 'Control', 'Alt', 'Shift'] as const

/** The combination of this platform. */
export function onPlatform(shortcut: Shortcut, mac: boolean): string {
  return typeof shortcut === 'string' ? shortcut : shortcut[mac ? 'mac' : 'other']
}

/**
 * The combination that was pressed, written as shortcuts are; null: a modifier alone, or what writes a
 * sign, with an IME or by its number.
 */
export function comboOf(event: KeyboardEvent, mac: boolean): string | null {
  if (event.isComposing || event.getModifierState('AltGraph') || isOfSignNumber(event)) return null
  const { altKey, shiftKey } = event
  const key = keyOf(event)
  if (['Control', 'Meta', 'Alt', 'Shift', 'Dead', 'Unidentified'].includes(key)) return null
  const held = {
    Mod: mac ? event.metaKey : event.ctrlKey,
    Control: mac ? event.ctrlKey : event.metaKey,
    Alt: altKey,
    // Whether a sign needs Shift depends on the keyboard: `/` is Shift+7 on some.
    Shift: shiftKey && (key.length > 1 || /[A-Z0-9]/.test(key))
  }
  return [...order.filter((name) => held[name]), key].join('+')
}

/** With a modifier the key itself counts: Alt makes other signs on a Mac, digits need Shift in France. */
function keyOf({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey || altKey) {
    const digit = /^Digit(\d)$/.exec(code)
    if (digit?.[1]) return digit[1]
    const letter = /^Key([A-Z])$/.exec(code)
    if (letter?.[1] && (altKey || !/^[a-z]$/i.test(key))) return letter[1]
  }
  return key.length === 1 ? key.toUpperCase() : key
}

/** Windows writes the sign of a number that is typed on the numeric pad with Alt, with Num Lock or without. */
function isOfSignNumber({ code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey && !ctrlKey && !metaKey && !shiftKey && /^Numpad\d$/.test(code)
}

/** Opens and closes the list of a select, in every system. */
export function isOfSelect(target: EventTarget | null, combo: string): boolean {
  return target instanceof HTMLSelectElement && /^Alt\+Arrow(Up|Down)$/.test(combo)
}

/** What a text field does itself with a combination: typing, moving, its own undo. */
export function isOfFields(combo: string, mac: boolean): boolean {
  const parts = combo.split('+')
  const key = parts.pop() ?? ''
  if (/^F\d+$/.test(key) || key === 'Escape') return false
  if (parts.includes('Mod')) {
    const moves = /^(Arrow|Home$|End$|Backspace$|Delete$)/.test(key)
    return moves || /^[ACVXZY]$/.test(key)
  }
  if (parts.includes('Alt')) return mac || key === 'Backspace'
  return true
}

export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true
  const notText = ['checkbox', 'radio', 'button', 'color', 'range', 'file']
  return target instanceof HTMLInputElement && !notText.includes(target.type)
}

const macSigns: Record<string, string> = {
  Mod: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫'
}
const otherSigns: Record<string, string> = { Mod: 'Ctrl', Control: 'Meta' }
const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc'
}

/** As it stands on the keys: `⌥⇧⌘F` on a Mac, else `Ctrl+Shift+F`. */
export function keyText(combo: string, mac: boolean): string {
  const own = mac ? macSigns : otherSigns
  const parts = combo.split('+').map((part) => own[part] ?? signs[part] ?? part)
  if (!mac) return parts.join('+')
  const key = parts.pop() ?? ''
  // Apple writes Command last.
  return [...['⌃', '⌥', '⇧', '⌘'].filter((sign) => parts.includes(sign)), key].join('')
}

/** As `aria-keyshortcuts` has it. */
export function ariaKeys(combo: string, mac: boolean): string {
  return combo.replace('Mod', mac ? 'Meta' : 'Control')
}

/** As Electron has it. */
export function acceleratorOf(combo: string): string {
  return combo.replace('Mod', 'CmdOrCtrl').replace('Arrow', '')
}
