import type { RawOperation } from '#shared/operation'
import type { Fetch } from '../../../../electron/services/ports'
import { nodeFetch } from './harness'

export type Query = URLSearchParams
export interface Answer {
  total_count: number
  job_set: RawOperation[]
}

/** The zone, but for what a change makes of its answers. */
export function changing(change: (query: Query, answer: Answer) => Answer): Fetch {
  return async (url, init) => {
    const response = await nodeFetch(url, init)
    const answer = JSON.parse(Buffer.from(await response.bytes()).toString()) as Answer
    const body = { ...answer, ...change(new URL(url).searchParams, answer) }
    const headers = { date: response.headers.get('date') ?? '' }
    return new Response(JSON.stringify(body), { headers })
  }
}
