import { bundleZone } from '../support/zone-process'

/** The demo server runs in a process of its own, from one file. */
export default async function prepare(): Promise<void> {
  await bundleZone()
}
