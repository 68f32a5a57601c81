import type { z } from 'zod'
import type { ArchivePageInput } from '#shared/archive-query'
import type { OperationParameters } from '#shared/parameters'

interface Asked {
  profileId: string
  parameters: OperationParameters
  text: string
}

/** What the archive is asked for a query of the call: its order, offset and limit, and the text. */
export function heldPage(asked: Asked): z.output<typeof ArchivePageInput> {
  const { profileId, parameters, text } = asked
  return {
    selection: {
      profileIds: [profileId],
      parameters,
      filter: text ? { text } : {}
    },
    order: { field: 'create_time', descending: parameters.reverse === 1 },
    start: { row: parameters.offset },
    limit: parameters.limit
  }
}
