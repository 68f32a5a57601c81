import type { links } from '#shared/api'

const addresses: Record<(typeof links)[number], string> = {
  'vendor-api': 'https://docsv4.qingcloud.com/user_guide/compute/hpc/api/',
  'vendor-console': 'https://console.qingcloud.com/'
}

/**
 * The page names a link, never an address.
 * @param open throws AppError `open-failed`
 */
export function createLinks(open: (address: string) => Promise<void>) {
  return async function openLink(id: keyof typeof addresses): Promise<void> {
    const url = new URL(addresses[id])
    if (url.protocol === 'https:') await open(url.href)
  }
}
