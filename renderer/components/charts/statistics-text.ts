import type { ComposerTranslation } from 'vue-i18n'
import type { Statistics, StatisticsKey } from '#shared/archive-query'
import { countText, listText } from '../text'

/** What is grouped by, by the name its column has in the log. */
export function groupingText(t: ComposerTranslation, by: StatisticsKey): string {
  return by === 'day' ? t('statistics.day') : t(`columns.${by}`)
}

/** What a picture is of; an archive that was not counted is named in it, as no note goes with the file. */
export function pictureTitle(
  t: ComposerTranslation,
  by: StatisticsKey,
  figures: Pick<Statistics, 'all' | 'unread'> | null,
  nameOf: (profileId: string) => string
): string {
  const names = figures?.unread?.map(({ profileId }) => nameOf(profileId)) ?? []
  return [
    t('statistics.title'),
    groupingText(t, by),
    countText(t, 'table.rows', figures?.all.count ?? 0),
    ...(names.length > 0 ? [t('statistics.without', { names: listText(names) })] : [])
  ].join(' · ')
}

/** Share of the operations that failed, 0 to 100. */
export function failurePercent({ count, failed }: { count: number; failed: number }): number {
  return count === 0 ? 0 : (failed / count) * 100
}

/** 0.04 is not nothing, and 99.96 not all. */
export function percentText(percent: number): string {
  return percent > 0 && percent < 0.1
    ? '<0.1%'
    : `${percent > 99.9 && percent < 100 ? '99.9' : percent.toFixed(1)}%`
}
