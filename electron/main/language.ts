import { app } from 'electron'

/** The language of the system, of those the app speaks. */
export function systemLanguage(): 'zh-CN' | 'en' {
  return app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
