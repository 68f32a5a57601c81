import { StoredProfile } from '#shared/profile'
import { demoZone } from '../demo/defaults'
import type { Demo } from '../services/demo-port'

/**
 * The demo zone of this run. Its server starts with the first call and listens on this machine only.
 * @param madeAt when its log was made, ms: each run shows the same rows, and what came since
 */
export function createDemo(madeAt: () => number): Demo {
  const { zone, name, accessKeyId, secretKey } = demoZone
  let running: ReturnType<typeof launch> | null = null

  async function launch() {
    const { createDemoZone } = await import('../demo/server')
    const server = createDemoZone({ ...demoZone, madeAt: madeAt() })
    const { endpoint } = await server.start()
    return { server, endpoint }
  }

  return {
    secretKey,
    profile: StoredProfile.parse({
      id: 'demo',
      kind: 'demo',
      name,
      zone,
      accessKeyId,
      // Nominal: the port is the system's choice each time.
      endpoint: 'http://127.0.0.1/api',
      colour: 'slate'
    }),
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
