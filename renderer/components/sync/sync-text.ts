import type { ComposerTranslation } from 'vue-i18n'
import type { Completeness } from '#shared/archive-query'
import { fromWire, type WireError } from '#shared/errors'
import type { TimeZone } from '#shared/settings'
import type { Coverage, SyncPhase, SyncState } from '#shared/sync'
import { formatLocal } from '#shared/time'
import { beginOf, isWhole, missingOf, stretchesOf } from './coverage-shape'
import {
  adviceText,
  countText,
  durationText,
  errorText,
  failureText,
  numberText,
  sentencesText
} from '../text'

type Translate = ComposerTranslation

/** "complete since 2023-01-01, 2 hours missing" */
export function coverageText(
  t: Translate,
  coverage: Coverage,
  zone: TimeZone,
  now: number
): string {
  const stretches = stretchesOf(coverage, now)
  if (coverage.intervals.length === 0) return t('sync.none')
  const since = formatLocal(beginOf(coverage) ?? now, zone).slice(0, 10)
  const lacking = missingOf(stretches)
  const missing = durationText(t, Math.max(1000, lacking))
  if (!isWhole(coverage, now) && lacking > 0) return t('sync.missing', { since, missing })
  const { unreached } = coverage
  if (unreached > 0) return countText(t, 'sync.lacksRows', unreached, { since })
  // All that the service has is held.
  const isForgotten = stretches.some(({ state }) => state === 'forgotten')
  return isForgotten ? t('sync.forgotten', { since, missing }) : t('sync.complete', { since })
}

/** That an answer from what is held may lack rows of the archives that were read. @param merged of all zones */
export function lackingText(t: Translate, coverage: Completeness, merged: boolean): string {
  const { missingMs, forgottenMs = 0, unreached, unknown } = coverage
  const length = (ms: number) => durationText(t, Math.max(1000, ms))
  const sentences: string[] = []
  if (hasGaps(coverage)) {
    const missing = length(missingMs - forgottenMs)
    sentences.push(t(merged ? 'sync.incompleteMerged' : 'sync.incomplete', { missing }))
  }
  if (forgottenMs > 0) {
    sentences.push(t('sync.incompleteForgotten', { missing: length(forgottenMs) }))
  }
  if (!hasGaps(coverage)) {
    if (unknown) sentences.push(t('sync.incompleteUnknown'))
    if (unreached > 0) sentences.push(countText(t, 'sync.unreached', unreached))
  }
  return sentences.length > 0 ? sentencesText(t, sentences) : ''
}

/** Whether some of the time can be fetched; a gap may be of one second, which is none from its start to its end. */
function hasGaps({ missing, missingMs, forgottenMs = 0 }: Completeness): boolean {
  return missing.length > 0 && (forgottenMs === 0 || missingMs > forgottenMs)
}

/** Whether fetching could bring what an answer lacks. */
export function isFetchable(coverage: Completeness): boolean {
  return hasGaps(coverage) || coverage.unknown === true || coverage.unreached > 0
}

/** That an archive is not in an answer, why, and what to do. */
export function unreadText(
  t: Translate,
  te: (key: string) => boolean,
  error: WireError,
  profile: string
): string {
  const cause = fromWire(error)
  const [why, todo] = [failureText(t, te, cause), adviceText(t, te, cause)]
  return t('sync.unread', { profile, why, todo })
}

/** What the sync is doing, in a few words. @param now ms */
export function phaseText(
  t: Translate,
  te: (key: string) => boolean,
  state: SyncState,
  zone: TimeZone,
  now: number
): string {
  const { phase, endsAt, resumesAt, error, coverage } = state
  const why = error ? errorText(t, te, fromWire(error), zone).title : ''
  // Beside what is missing, or after a look that failed, nothing is up to date.
  if (phase === 'idle' && (error || !isWhole(coverage, now))) return why
  if (phase === 'waiting') {
    const until = resumesAt === null ? '' : formatLocal(resumesAt, zone).slice(11, 19)
    const goesOn = until && t('sync.goesOn', { at: until })
    return [why, goesOn].filter(Boolean).join(' · ') || t('sync.phases.waiting')
  }
  if (phase === 'failed') return `${t('sync.phases.failed')} · ${why}`
  const left =
    endsAt === null || endsAt <= now
      ? ''
      : t('sync.left', { time: durationText(t, Math.max(1000, endsAt - now)) })
  return [t(`sync.phases.${phase}`), isBusy(state) && left].filter(Boolean).join(' · ')
}

/** "1,200 of 34,000 rows"; a re-count goes by stretches of time. */
export function progressText(
  t: Translate,
  { phase, done, total }: Pick<SyncState, 'done' | 'total'> & { phase?: SyncPhase }
): string {
  if (total === null) return countText(t, 'sync.progressUnknown', done)
  const key = phase === 'verify' ? 'sync.progressVerify' : 'sync.progress'
  return countText(t, key, total, { done: numberText(done) })
}

/** Work under way, or waiting, whose progress is counted in rows. */
export function isByRows(state: SyncState): boolean {
  return isRunning(state) && state.phase !== 'verify'
}

/** Work goes on by itself, now or later, so what can be done is to stop it. */
export function isRunning(state: SyncState): boolean {
  return isBusy(state) || state.phase === 'waiting'
}

export function isBusy({ phase }: SyncState): boolean {
  return phase === 'backfill' || phase === 'newest' || phase === 'verify'
}
