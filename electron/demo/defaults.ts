/** The built-in demo zone. Its key opens nothing else: it is known to everyone. */
export const demoZone = {
  zone: 'demo',
  name: 'Demo zone',
  accessKeyId: 'DEMOACCESSKEYID',
  secretKey: 'demo-secret-known-to-everyone',
  seed: 20220406,
  /** Rows. */
  size: 20_000,
  /** New rows a minute. */
  growthPerMinute: 3
} as const
