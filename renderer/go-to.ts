import type { TimeZone } from '#shared/settings'
import { parseLocal } from '#shared/time'

/** Why there is nothing to go to; a key under `goTo.issues` in the locales. */
export type GoToIssue =
  'empty' | 'neither' | 'zero' | 'pastEnd' | 'pastLoaded' | 'live' | 'unsorted' | 'older' | 'newer'

/** Row from 0, or a time in ms. */
export type Target = { row: number } | { time: number } | { issue: GoToIssue }

/** What there is to go to. */
export interface Reach {
  /** Rows at hand. */
  loaded: number
  /** All rows that match. */
  total: number
  /** What comes first at the top; null: neither. */
  first: 'newest' | 'oldest' | null
  view: 'live' | 'archive'
  zone: TimeZone
}

/** `15000`, `15,000`, `15 000`, `#15000`, `第15000行`, full-width too; null: no number. */
export function rowNumber(text: string): number | null {
  const digits = text
    .normalize('NFKC')
    .trim()
    .replace(/^[#第]\s*|\s*行$/g, '')
  if (!/^(\d+|\d{1,3}([,， '’]\d{3})+)$/.test(digits)) return null
  return Number(digits.replace(/\D/g, ''))
}

/**
 * Reads where someone wants to go. A number is a row; one past the end may still be a day written as
 * `20261120`. A day alone is the end of it that comes first on screen.
 */
export function readTarget(text: string, { loaded, total, first, view, zone }: Reach): Target {
  if (text.trim() === '') return { issue: 'empty' }
  const number = rowNumber(text)
  if (number !== null && number >= 1 && number <= loaded) return { row: number - 1 }
  const time = parseLocal(text, zone, first === 'newest' ? 'end' : 'start')
  if (time !== null) {
    if (view === 'live') return { issue: 'live' }
    return first === null ? { issue: 'unsorted' } : { time }
  }
  if (number === null) return { issue: 'neither' }
  if (number === 0) return { issue: 'zero' }
  return { issue: number > total ? 'pastEnd' : 'pastLoaded' }
}
