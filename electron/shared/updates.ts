import { z } from 'zod'

/** Why an update could not be looked for, fetched or installed. */
export const updateProblems = [
  /** The feed does not answer. */
  'unreachable',
  /** It answers what is no list of releases. */
  'unreadable',
  /** The list is not signed by the project. */
  'signature',
  /** The file is not the one in the list; it was deleted. */
  'checksum',
  'disk',
  /** The file that is to be replaced is not where the app was started from. */
  'moved',
  'failed'
] as const
export type UpdateProblem = (typeof updateProblems)[number]

export const Release = z.object({
  version: z.string(),
  /** As plain text; empty: it has none. */
  notes: z.string(),
  /** Bytes; null: the feed does not say. */
  size: z.number().nullable()
})
export type Release = z.infer<typeof Release>

export const UpdateState = z.object({
  phase: z.enum([
    /** This build has no feed, such as one a developer runs. */
    'off',
    'idle',
    'checking',
    /** This is the newest release. */
    'none',
    /** There is a newer one; nothing was fetched. */
    'available',
    'downloading',
    /** Fetched and checked; it is installed when the user says so. */
    'ready'
  ]),
  /** The app can replace itself; otherwise its package is fetched and installed by hand. */
  automatic: z.boolean(),
  release: Release.nullable(),
  /** Bytes of the download under way. */
  done: z.number(),
  total: z.number(),
  /** How the last step failed; null: it did not. */
  problem: z.enum(updateProblems).nullable()
})
export type UpdateState = z.infer<typeof UpdateState>
