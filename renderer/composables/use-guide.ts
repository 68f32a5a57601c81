import { shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { helpPages } from '../help/pages'
import { readPage, type HelpPage } from '../help/read'
import type { Locale } from '../locales'

const load = {
  en: () => import('../help/en'),
  'zh-CN': () => import('../help/zh-CN')
} satisfies Record<Locale, () => Promise<{ texts: Record<string, string> }>>

/** The pages of the guide in the window's language; empty until they are loaded. */
export function useGuide(): Readonly<Ref<readonly HelpPage[]>> {
  const { locale } = useI18n()
  const pages = shallowRef<readonly HelpPage[]>([])

  watch(
    locale,
    async () => {
      // The app sets no other.
      const language = locale.value as Locale
      const { texts } = await load[language]()
      if (language !== locale.value) return
      pages.value = helpPages.map((id) => {
        return readPage(id, texts[`../../resources/help/${language}/${id}.md`] ?? '')
      })
    },
    { immediate: true }
  )
  return pages
}
