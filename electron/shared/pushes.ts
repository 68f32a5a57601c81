import { z } from 'zod'
import { Notice } from './api'
import { WireError } from './errors'
import { ProfileId } from './profile'
import { Quota } from './quota'
import { NewRows, SyncState } from './sync'
import { UpdateState } from './updates'

/** What the main process announces without being asked. */
export const pushes = {
  /** `resumesAt`: it waits until then, ms since the epoch, as a page failed with `error`. */
  exportProgress: z.object({
    callId: z.string(),
    done: z.number(),
    total: z.number(),
    resumesAt: z.number().nullable(),
    error: WireError.nullable()
  }),
  /** The zone answered again, stopped answering, or answers to any call with an error. */
  connection: z.object({
    profileId: ProfileId,
    state: z.enum(['live', 'unreachable', 'refusing']),
    at: z.number(),
    skewMs: z.number().nullable(),
    quota: Quota
  }),
  notice: Notice,
  /** An item of the menu bar was chosen. */
  menuAction: z.object({ id: z.string() }),
  /** The app was opened with a link, which waits to be taken. */
  link: z.object({}),
  /** The state of a sync that moves, at most four times a second. */
  syncProgress: SyncState,
  newRows: NewRows,
  updates: UpdateState
} as const

export type Pushes = { [P in keyof typeof pushes]: z.infer<(typeof pushes)[P]> }
export type PushName = keyof Pushes
export type Push = <P extends PushName>(name: P, payload: Pushes[P]) => void
