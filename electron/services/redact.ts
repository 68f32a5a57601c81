import { encode } from '#shared/percent-encoding'

/** Replaces every secret, as it is, percent-encoded or in JSON, and every signature in a text for the log. */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text.replace(/(signature=)[^&\s"']+/gi, '$1[redacted]')
  for (const secret of secrets) {
    if (secret.length < 4) continue
    for (const form of formsOf(secret)) {
      result = result.replaceAll(form, '[redacted]')
    }
  }
  return result
}

/** The facts of a line are JSON, where `"` and `\` are escaped; a call escapes more than an address has to. */
function formsOf(secret: string): ReadonlySet<string> {
  const inJson = JSON.stringify(secret).slice(1, -1)
  return new Set([secret, inJson, encodeURIComponent(secret), encode(secret)])
}
