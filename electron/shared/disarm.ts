const formulaStart = /^[\s\u00a0\u3000\ufeff]*[=+\-@\t\r\n＝＋－＠]/

/** A cell a spreadsheet would run as a formula gets an apostrophe; numbers are left alone. */
export function disarm(text: string): string {
  if (!formulaStart.test(text) || /^[+-]?\d+(\.\d+)?$/.test(text)) return text
  return `'${text}`
}
