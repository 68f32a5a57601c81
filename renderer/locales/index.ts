import { createI18n } from 'vue-i18n'
import { en } from './en'
import { zhCN } from './zh-CN'

export const locales = { en, 'zh-CN': zhCN } as const
export type Locale = keyof typeof locales

/** What vue-i18n reads in a message: a value, another message, a choice. */
const syntax = /[{}@|]/

export const i18n = createI18n({
  legacy: false,
  locale: 'en' as Locale,
  fallbackLocale: 'en',
  messages: { en: prepared(en), 'zh-CN': prepared(zhCN) }
})

/**
 * Messages that say the same each time, as functions, which is most of them: vue-i18n would read each
 * at its first use, and the first frame uses some hundred.
 */
function prepared<T extends object>(messages: T): T {
  const entries = Object.entries(messages).map(([key, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return [key, prepared(value)]
    return [key, typeof value === 'string' && !syntax.test(value) ? () => value : value]
  })
  // Only the type of the texts matters to the callers, and that is what they get from `t`.
  return Object.fromEntries(entries) as T
}

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
