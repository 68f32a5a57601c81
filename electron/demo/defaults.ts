/** The built-in demo zone. Its key opens nothing else: it is known to everyone. */
export const demoZone = {
  zone: 'demo',
  /** In the language it is opened in. */
  names: { en: 'Demo zone', 'zh-CN': '演示区域' },
  accessKeyId: 'DEMOACCESSKEYID',
  secretKey: 'demo-secret-known-to-everyone',
  seed: 20220406,
  /** Rows. */
  size: 20_000,
  /** New rows a minute. */
  growthPerMinute: 3
} as const
