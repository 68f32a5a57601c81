import type { Bridge } from '#shared/bridge'

declare global {
  interface Window {
    /** What the preload gives the page. */
    oplog: Bridge
  }
}
