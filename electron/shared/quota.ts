import { z } from 'zod'

/** Calls made in the running window, against what the service allows. */
export const Quota = z.object({
  used: z.number(),
  limit: z.number(),
  windowMs: z.number(),
  /** Set while the service refuses (2500): when automatic work goes on, ms since the epoch. */
  resumesAt: z.number().nullable()
})
export type Quota = z.infer<typeof Quota>
