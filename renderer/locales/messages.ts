import type { Notice } from '#shared/api'
import type { ErrorCode } from '#shared/errors'
import type { ColumnField } from '#shared/operation'
import type { ParameterName } from '#shared/parameters'
import type { profileColours, SecretPlace } from '#shared/profile'

/** The texts that follow from the contract; a new code or column does not compile without its own. */
export interface ContractMessages {
  errors: Record<ErrorCode, { what: string; todo: string }>
  parameters: Record<ParameterName, string>
  columns: Record<ColumnField, string>
  notices: Record<Notice['code'], string>
  colours: Record<(typeof profileColours)[number], string>
  secretPlaces: Record<SecretPlace, string>
}

/** The same keys with other texts. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }
