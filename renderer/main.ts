import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { z } from 'zod'
import App from './App.vue'
import { i18n } from './locales'
import { useStart } from './composables/use-start'
import './styles.css'

// The page's policy has no `unsafe-eval`, which zod's compiled parsers would need.
z.config({ jitless: true })

const app = createApp(App).use(createPinia()).use(i18n)
const start = app.runWithContext(() => useStart())
void start.load().then(() => {
  // Asks first, so that the zone answers while the first frame is being made.
  start.run()
  app.mount('#app')
})
