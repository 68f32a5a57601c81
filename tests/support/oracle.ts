import { signedUrl } from '../../electron/services/hpc/sign'
import type { Row, Zone } from './zone-process'

/** A signed address of the call, valid for a minute. */
export function addressOf(zone: Zone, parameters: Record<string, string | number>): string {
  return signedUrl({
    endpoint: zone.endpoint,
    path: '/operation',
    secret: zone.secretKey,
    params: {
      access_key_id: zone.accessKeyId,
      signature_method: 'HmacSHA256',
      signature_version: 1,
      version: 1,
      timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
      zone: zone.zone,
      ...parameters
    }
  })
}

/** What the zone itself answers, asked without the app. */
export async function askZone(
  zone: Zone,
  parameters: Record<string, string | number>
): Promise<{ total: number; rows: Row[] }> {
  const answer = (await (await fetch(addressOf(zone, parameters))).json()) as {
    ret_code: number
    total_count: number
    job_set: Row[]
  }
  if (answer.ret_code !== 0) throw new Error(JSON.stringify(answer))
  return { total: answer.total_count, rows: answer.job_set }
}

/** Every row, page by page. */
export async function allRows(
  zone: Zone,
  parameters: Record<string, string | number> = {}
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await askZone(zone, {
      reverse: 1,
      ...parameters,
      limit: 100,
      offset: rows.length
    })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
