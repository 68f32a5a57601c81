import { createClient } from '#shared/bridge'

/** The main process as typed functions. */
export const api = createClient(window.oplog)
