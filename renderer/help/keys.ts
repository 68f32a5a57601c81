import { keyText } from '../actions/keys'

/** Keys as the guide quotes them, `Ctrl+Shift+F`; what is no combination is code. */
const combination = /^(?:(?:Ctrl|Alt|Shift)\+)+[^\s+]+$|^(?:F\d+|Enter|Esc|Tab|Home|End)$/

export function isCombination(text: string): boolean {
  return combination.test(text)
}

/** As it stands on this machine's keys. */
export function quotedKeys(text: string, mac: boolean): string {
  return keyText(text.replace('Ctrl', 'Mod'), mac)
}
