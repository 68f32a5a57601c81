import { app, session, type WebContents } from 'electron'
import { isPageUrl, pageUrl } from './page-files'

/** Putting text on the clipboard, after a click; reading it is another permission. */
const copying = 'clipboard-sanitized-write'

/** Denies everything a page could ask for that this app never needs. */
export function hardenSession(): void {
  const ours = session.defaultSession
  ours.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === copying && isPageUrl(contents.getURL()))
  )
  ours.setPermissionCheckHandler(
    (contents, permission) =>
      permission === copying && contents !== null && isPageUrl(contents.getURL())
  )
  ours.setDevicePermissionHandler(() => false)
  ours.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  // The main process writes what the user asked for; a save dialog of the page's own would look the same.
  ours.on('will-download', (event) => event.preventDefault())
  // The page talks to nobody; the main process does, through net.fetch.
  ours.webRequest.onBeforeRequest((details, answer) => {
    // Our own call of the service.
    if (details.webContentsId === undefined) return answer({})
    const allowed = isPageUrl(details.url) || /^(data|devtools|blob):/.test(details.url)
    answer({ cancel: !allowed })
  })
}

/**
 * Chromium fetches a dictionary from Google for every session, even where no page checks its spelling;
 * without languages it has none to fetch. On macOS the system's own checker is used.
 */
export function keepDictionariesAway(): void {
  if (process.platform === 'darwin') return
  app.on('session-created', (created) => created.setSpellCheckerLanguages([]))
}

/** Navigation, windows and webviews are shut for every page there will ever be. */
export function hardenPages(): void {
  app.on('web-contents-created', (_event, contents) => hardenPage(contents))
}

function hardenPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (event.url !== pageUrl) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== pageUrl) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}
