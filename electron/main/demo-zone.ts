import { StoredProfile } from '#shared/profile'
import { demoZone } from '../demo/defaults'
import type { Demo } from '../services/demo-port'
import type { SpokenLanguage } from '../services/sync/sentences'

/**
 * The demo zone of this run. Its server starts with the first call and listens on this machine only.
 * @param madeAt when its log was made, ms: each run shows the same rows, and what came since
 * @param language what its profile is named in when it is added
 */
export function createDemo(madeAt: () => number, language: () => SpokenLanguage): Demo {
  const { zone, names, accessKeyId, secretKey } = demoZone
  let running: ReturnType<typeof launch> | null = null

  async function launch() {
    const { createDemoZone } = await import('../demo/server')
    const server = createDemoZone({ ...demoZone, madeAt: madeAt() })
    const { endpoint } = await server.start()
    return { server, endpoint }
  }

  return {
    secretKey,
    get profile() {
      return StoredProfile.parse({
        id: 'demo',
        kind: 'demo',
        name: names[language()],
        zone,
        accessKeyId,
        // Nominal: the port is the system's choice each time.
        endpoint: 'http://127.0.0.1/api',
        colour: 'slate'
      })
    },
    endpoint: async () => {
      const launched = (running ??= launch())
      try {
        return (await launched).endpoint
      } catch (error) {
        // The next call tries again.
        if (running === launched) running = null
        throw error
      }
    },
    stop: async () => {
      const stopping = running
      running = null
      await (await stopping)?.server.stop()
    }
  }
}
