import type { ComposerTranslation } from 'vue-i18n'
import type { StatisticsKey } from '#shared/archive-query'

/** What is grouped by, by the name its column has in the log. */
export function groupingText(t: ComposerTranslation, by: StatisticsKey): string {
  return by === 'day' ? t('statistics.day') : t(`columns.${by}`)
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
