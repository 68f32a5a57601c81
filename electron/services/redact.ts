/** Replaces every secret, plain and percent-encoded, and every signature in a text for the log. */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text.replace(/(signature=)[^&\s"']+/gi, '$1[redacted]')
  for (const secret of secrets) {
    if (secret.length < 4) continue
    for (const form of new Set([secret, encodeURIComponent(secret)])) {
      result = result.replaceAll(form, '[redacted]')
    }
  }
  return result
}
