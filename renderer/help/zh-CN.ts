/** The guide's texts in this language, by path. */
export const texts = import.meta.glob<string>('../../resources/help/zh-CN/*.md', {
  query: '?raw',
  import: 'default',
  eager: true
})
