import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'

export const pageScheme = 'app'
export const pageHost = 'bundle'
export const pageUrl = `${pageScheme}://${pageHost}/index.html`

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // naive-ui writes its styles into the page.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'"
].join('; ')

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      // Chromium keeps the compiled script from the second start on.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    }
  ])
}

/** Serves the built page. Only files that exist in the folder have a name, so no path can leave it. */
export function servePageFiles(folder: string): void {
  // Not before the window is made, which takes longer to start than this takes.
  let files: ReadonlyMap<string, string> | undefined
  protocol.handle(pageScheme, ({ url }) => {
    const path = pathOf(url)
    files ??= listFiles(folder)
    const file = path === null ? undefined : files.get(path)
    if (!file) return new Response('not found', { status: 404 })
    return new Response(new Uint8Array(readFileSync(file)), {
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff'
      }
    })
  })
}

/** Whether an address is one of our pages. Chromium writes each in one way, so its beginning tells. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(`${pageScheme}://${pageHost}/`)
}

/** The path of one of our addresses; null for any other. Node calls the origin of such an address "null". */
function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol: scheme, host, pathname, username, password } = new URL(url)
  const ours = scheme === `${pageScheme}:` && host === pageHost && !username && !password
  return ours ? pathname : null
}

function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
}
