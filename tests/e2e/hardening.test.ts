import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { openApp, temporaryFolder } from '../support/app'
import { appWithScript } from '../support/app-copy'

/**
 * Runs in the page as one of its own scripts, never called from here: under a call of the test the
 * policy would not hold.
 */
const scriptFor = (origin: string) => `
const origin = '${origin}'
window.achieved = {}
const attempt = async (name, action) => {
  try { window.achieved[name] = (await action()) ?? 'done' } catch (error) { window.achieved[name] = error.name }
}
const element = (tag, values) => document.body.appendChild(Object.assign(document.createElement(tag), values))
addEventListener('load', async () => {
  await attempt('own', () => 'ran')
  await attempt('eval', () => eval('1 + 1'))
  await attempt('function', () => new Function('return 2')())
  await attempt('timer', () => new Promise((done) => {
    setTimeout('window.timerRan = true', 0); setTimeout(() => done(window.timerRan ?? 'blocked'), 50)
  }))
  element('script', { textContent: 'window.lateInlineRan = true' })
  element('img', { src: 'data:,', onerror: null }).outerHTML = '<img src="data:," onerror="window.handlerRan = true">'
  element('iframe', { src: origin + '/frame' })
  element('iframe', { srcdoc: '<script>parent.frameRan = true</' + 'script>' })
  element('script', { src: origin + '/script' })
  element('webview', { src: origin + '/webview' })
  element('img', { src: origin + '/image' })
  await attempt('fetch', () => fetch(origin + '/fetch'))
  await attempt('worker', () => new Promise((done, fail) => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
    worker.onmessage = () => done('ran'); worker.onerror = () => done('blocked')
  }))
  await attempt('window', () => window.open(origin + '/window') === null ? 'refused' : 'opened')
  await attempt('notification', () => Notification.requestPermission())
  await attempt('position', () => new Promise((done) =>
    navigator.geolocation.getCurrentPosition(() => done('given'), ({ code }) => done(code))))
  for (const name of ['camera', 'microphone', 'midi', 'clipboard-read', 'local-fonts', 'screen-wake-lock'])
    await attempt(name, async () => (await navigator.permissions.query({ name })).state)
  await attempt('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true }))
  await attempt('clipboard', () => navigator.clipboard.readText())
  await attempt('node', () => typeof require + typeof process)
  window.finished = true
})
`
const inline = '<script>window.inlineRan = true</script>'

test('a script in the page can run no text, reach nobody, open nothing and leave nowhere', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('window.foreignRan = true')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { app, page, close } = await openApp(temporaryFolder(), [], {
    folder: appWithScript(scriptFor(origin), inline)
  })
  await expect(page.getByTestId('demo-open')).toBeVisible()

  await page.waitForFunction(() => 'finished' in window)
  expect(await page.evaluate(() => Reflect.get(window, 'achieved') as unknown)).toEqual({
    own: 'ran',
    eval: 'EvalError',
    function: 'EvalError',
    timer: 'blocked',
    fetch: 'TypeError',
    worker: expect.stringMatching(/blocked|SecurityError/),
    window: 'refused',
    notification: 'denied',
    position: 1,
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
    'clipboard-read': 'denied',
    'local-fonts': 'denied',
    'screen-wake-lock': 'denied',
    screen: expect.stringMatching(/NotAllowedError|AbortError|NotSupportedError/),
    clipboard: 'NotAllowedError',
    node: 'undefinedundefined'
  })
  const ran = await page.evaluate(() =>
    ['inlineRan', 'lateInlineRan', 'handlerRan', 'frameRan', 'timerRan', 'foreignRan'].filter(
      (name) => name in window
    )
  )
  expect(ran).toEqual([])

  const home = page.url()
  for (const address of [`${origin}/page`, 'file:///etc/passwd', 'app://bundle/added.js']) {
    await page.evaluate((to) => void (location.href = to), address)
    await page.evaluate((to) => {
      const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
      document.body.appendChild(form).submit()
    }, address)
  }
  // A navigation that was let through would have begun by then.
  await new Promise((done) => setTimeout(done, 300))
  const seen = () => [location.href, document.querySelectorAll('[data-testid="theme"]').length]
  expect(await page.evaluate(seen)).toEqual([home, 1])
  expect(app.windows()).toHaveLength(1)
  expect(asked).toEqual([])
  const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  expect(contents).toBe(1)
  await close()
  server.close()
})

test('what the reader copies reaches the clipboard all the same', async () => {
  const { app, page, close } = await openApp(temporaryFolder(), ['--demo'])
  await page.getByTestId('log-row').first().click()
  const copy = page.getByTestId('detail-copy-json')
  await expect(copy).toBeEnabled()
  await copy.click()
  const id = await page.getByTestId('log-row').first().getAttribute('data-job-id')
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain(`"${id}"`)
  await close()
})

test('only our own window is answered, and a page can name a link but no address', async () => {
  const { app, page, close } = await openApp(temporaryFolder())
  await page.getByTestId('demo-open').waitFor()
  const answers = await app.evaluate(async ({ app: running, BrowserWindow, shell }) => {
    const preload = `${running.getAppPath()}/out/preload/index.cjs`
    const ask = "window.oplog.call('app.info', undefined, 'x')"
    const found: string[] = []
    // Another page with our preload, and our page in another window.
    for (const url of ['data:text/html,<p>foreign', 'app://bundle/index.html']) {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await other.loadURL(url)
      found.push(String(await other.webContents.executeJavaScript(ask)))
      other.destroy()
    }
    const opened: string[] = []
    shell.openExternal = (address) => Promise.resolve(void opened.push(address))
    const [own] = BrowserWindow.getAllWindows()
    for (const link of ['vendor-api', 'https://evil.example/', 'file:///etc/passwd', '__proto__']) {
      const call = `window.oplog.call('app.openLink', ${JSON.stringify(link)}, 'l')`
      found.push(String(await own?.webContents.executeJavaScript(call)))
    }
    return { found, opened }
  })
  const [foreign, twin, good, ...bad] = answers.found
  for (const refused of [foreign, twin]) expect(refused).toContain('This sender is not allowed.')
  expect(good).toContain('"ok":true')
  for (const refused of bad) expect(refused).toContain('"ok":false')
  expect(answers.opened).toEqual(['https://docsv4.qingcloud.com/user_guide/compute/hpc/api/'])
  await close()
})

test('the page cannot hand the user a file to download', async () => {
  const { app, page, close } = await openApp(temporaryFolder())
  await page.getByTestId('demo-open').waitFor()
  await app.evaluate(({ session }) => {
    const prevented: boolean[] = []
    Object.assign(globalThis, { prevented })
    session.defaultSession.on('will-download', (event, item) => {
      prevented.push(event.defaultPrevented)
      item.cancel()
    })
  })
  await page.evaluate(() => {
    for (const href of ['data:text/plain,x', URL.createObjectURL(new Blob(['x']))]) {
      Object.assign(document.createElement('a'), { href, download: 'setup.exe' }).click()
    }
  })
  const seen = () => app.evaluate(() => Reflect.get(globalThis, 'prevented') as boolean[])
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(0)
  await page.waitForTimeout(300)
  expect(await seen()).not.toContain(false)
  await close()
})

test('from its start the app asks nobody beyond this machine but the zones of its profiles', async () => {
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const { port } = proxy.address() as AddressInfo
  // What is on this machine, as the demo zone is, goes past the proxy.
  const flags = ['--demo', `--proxy-server=127.0.0.1:${port}`]
  const { app, page, close } = await openApp(temporaryFolder(), flags)
  await expect(page.getByTestId('log-row').first()).toBeVisible()
  // What waits for the first rows has begun by then.
  await new Promise((done) => setTimeout(done, 4000))
  const quiet = [...asked]
  // Or nobody would have gone through the proxy anyway.
  await app.evaluate(({ net }) => net.fetch('http://zone.example/api').then(() => undefined))
  await close()
  proxy.close()
  expect(quiet).toEqual([])
  expect(asked).toEqual(['http://zone.example/api'])
})
