// @ts-check
import { connect } from 'node:net'

const probeMs = 3_000

/**
 * Whether a connection can be made within a short time: a closed network should not cost minutes.
 * @param {URL} url @returns {Promise<boolean>}
 */
export function answers({ hostname, port, protocol }) {
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port) || (protocol === 'http:' ? 80 : 443)
    })
    const finish = (/** @type {boolean} */ reached) => {
      socket.destroy()
      resolve(reached)
    }
    socket.setTimeout(probeMs, () => finish(false))
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}
