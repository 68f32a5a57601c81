const files = import.meta.glob<string>(
  [
    '../../resources/screenshots/*/*.webp',
    // No page of the guide has them.
    '!../../resources/screenshots/*/{settings,export,guide}.webp'
  ],
  { query: '?url', import: 'default', eager: true }
)

/** Addresses inside the app, by the path the guide's Markdown has. */
export const pictures: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, url]) => [path.replace('../../resources', '../..'), url])
)
