// @vitest-environment happy-dom
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { mount } from '@vue/test-utils'
import { walkTokens, type Tokens } from 'marked'
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { keyText, onPlatform } from '../../renderer/actions/keys'
import { useActions } from '../../renderer/actions/registry'
import HelpContents from '../../renderer/components/help/HelpContents.vue'
import HelpText from '../../renderer/components/help/HelpText.vue'
import { isCombination } from '../../renderer/help/keys'
import { helpOfError, helpPages, placeOf, type HelpPageId } from '../../renderer/help/pages'
import { readPage, type HelpPage } from '../../renderer/help/read'
import { searchHelp } from '../../renderer/help/search'
import { i18n, locales, type Locale } from '../../renderer/locales'

const folder = resolve(import.meta.dirname, '../../resources/help')
const languages = Object.keys(locales) as Locale[]

function textOf(language: Locale, id: HelpPageId): string {
  return readFileSync(resolve(folder, language, `${id}.md`), 'utf8')
}
const guide = Object.fromEntries(
  languages.map((language) => {
    return [language, helpPages.map((id) => readPage(id, textOf(language, id)))]
  })
) as Record<Locale, HelpPage[]>

/** Every token of one kind in the guide, with where it stands. */
function tokens<T>(language: Locale, type: string): { page: HelpPageId; token: T }[] {
  return guide[language].flatMap(({ id: page, blocks }) => {
    const found: { page: HelpPageId; token: T }[] = []
    void walkTokens(blocks, (token) => {
      if (token.type === type) found.push({ page, token: token as T })
    })
    return found
  })
}

function anchorsOf(language: Locale, page: HelpPageId): string[] {
  const sections = guide[language].find(({ id }) => id === page)?.sections ?? []
  return sections.map(({ anchor }) => anchor)
}

function valuesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    return typeof value === 'string' ? [value] : valuesOf(value as object)
  })
}

const pages = (language: Locale) =>
  readdirSync(resolve(folder, language)).map((file) => file.replace(/\.md$/, ''))

test('both languages have every page and no other', () => {
  for (const language of languages)
    expect(pages(language).toSorted()).toEqual([...helpPages].toSorted())
})

test.each(helpPages)('%s has the same headings in both languages, each with an anchor', (page) => {
  const [one = [], two] = languages.map((language) => anchorsOf(language, page))
  expect(one).toEqual(two)
  expect(one).not.toContain('')
  expect(new Set(one).size).toBe(one.length)
  const depths = languages.map((language) => {
    return guide[language].find(({ id }) => id === page)?.sections.map(({ depth }) => depth)
  })
  expect(depths[0]).toEqual(depths[1])
})

test.each(languages)('every link of the guide leads to a heading that exists (%s)', (language) => {
  const links = tokens<Tokens.Link>(language, 'link')
  expect(links.length).toBeGreaterThan(10)
  for (const { page, token } of links) {
    const place = placeOf(token.href, page)
    expect(place, `${page}: ${token.href}`).not.toBeNull()
    if (place?.anchor) expect(anchorsOf(language, place.page), page).toContain(place.anchor)
  }
})

test.each(languages)(
  'every picture exists and has a text for who cannot see it (%s)',
  (language) => {
    const images = tokens<Tokens.Image>(language, 'image')
    expect(images.length).toBeGreaterThan(3)
    for (const { token } of images) {
      expect(existsSync(resolve(folder, language, token.href)), token.href).toBe(true)
      expect(token.text.length).toBeGreaterThan(5)
    }
  }
)

test('both languages show the same pictures, each its own', () => {
  const [one, two] = languages.map((language) => {
    const folder = `../../screenshots/${language}/`
    return tokens<Tokens.Image>(language, 'image').map(({ page, token }) => {
      expect(token.href.startsWith(folder), token.href).toBe(true)
      return [page, token.href.slice(folder.length)]
    })
  })
  expect(one).toEqual(two)
})

test.each(languages)(
  'what the guide prints in bold stands on the screen like that (%s)',
  (language) => {
    const onScreen = new Set(valuesOf(locales[language]))
    const bold = tokens<Tokens.Strong>(language, 'strong')
    expect(bold.length).toBeGreaterThan(60)
    const lacking = bold.filter(({ token }) => !onScreen.has(token.text))
    expect(lacking.map(({ page, token }) => `${page}: ${token.text}`)).toEqual([])
  }
)

test.each(languages)('no mark of Markdown is left over as text (%s)', (language) => {
  for (const { page, token } of tokens<Tokens.Text>(language, 'text')) {
    if (!token.tokens) expect(token.text, page).not.toMatch(/\*\*|\]\(|`/)
  }
})

/** What the table does with a key itself, as every table does, and the digits between two profiles. */
const ofTheTable = ['Ctrl+A', 'Ctrl+C', 'Ctrl+Shift+C', 'Enter', 'Esc', 'Home', 'End', 'Shift+F10']

test.each(languages)('every shortcut the guide quotes is one (%s)', (language) => {
  setActivePinia(createPinia())
  const actions = useActions()
  const known = actions.list.flatMap(({ shortcuts = [] }) =>
    shortcuts.map((shortcut) => keyText(onPlatform(shortcut, false), false))
  )
  known.push(...ofTheTable, 'Ctrl+1', 'Ctrl+9')
  const quoted = tokens<Tokens.Codespan>(language, 'codespan').filter(({ token }) =>
    isCombination(token.text)
  )
  expect(quoted.length).toBeGreaterThan(30)
  for (const { page, token } of quoted) expect(known, page).toContain(token.text)
})

test.each(languages)('every page can be shown (%s)', (language) => {
  i18n.global.locale.value = language
  for (const page of guide[language]) {
    const { id, blocks } = page
    const shown = mount(HelpText, {
      props: { page: id, blocks, pictures: new Map(), mac: false },
      slots: { shortcuts: 'SHORTCUTS', 'service-codes': 'SERVICE', 'own-codes': 'OWN' }
    })
    expect(shown.find('h3').text()).toBe(page.title)
    expect(shown.findAll('[data-anchor]').length).toBe(page.sections.length)
    if (id === 'shortcuts') expect(shown.text()).toContain('SHORTCUTS')
    if (id === 'errors') expect(shown.text()).toMatch(/SERVICE[^]*OWN/)
  }
})

test('HTML in a page is neither shown nor run', () => {
  const { blocks } = readPage(
    'errors',
    '# <a id="x"></a>T\n\n<img src=x onerror=alert(1)>\n\nA <b>c</b>'
  )
  const shown = mount(HelpText, {
    props: { page: 'errors', blocks, pictures: new Map(), mac: false }
  })
  expect(shown.html()).not.toMatch(/<img|<b>/)
  expect(shown.text()).toContain('A c')
})

test('errors that the guide explains lead to a heading that exists', () => {
  for (const { page, anchor } of Object.values(helpOfError)) {
    expect(anchorsOf('en', page)).toContain(anchor)
  }
})

test('a search finds sections that hold all words, titles first', () => {
  const sections = (language: Locale) => guide[language].flatMap(({ sections }) => sections)
  const [first] = searchHelp(sections('en'), 'CLOCK 1300')
  expect(first?.section).toMatchObject({ page: 'troubleshooting', anchor: 'clock' })
  const [chinese] = searchHelp(sections('zh-CN'), '免打扰')
  expect(chinese?.section).toMatchObject({ page: 'follow', anchor: 'quiet' })
  expect(chinese?.snippet).toContain('免打扰')
  expect(searchHelp(sections('en'), 'xyzzy')).toEqual([])
  expect(searchHelp(sections('en'), '  ')).toEqual([])
})

test('keys are quoted as they stand on a Mac', () => {
  const { blocks } = readPage('table', '# <a id="x"></a>T\n\n`Ctrl+Shift+R` and `config.json`')
  const shown = mount(HelpText, {
    props: { page: 'table', blocks, pictures: new Map(), mac: true }
  })
  expect(shown.find('kbd').text()).toBe('⇧⌘R')
  expect(shown.find('code').text()).toBe('config.json')
})

test('the Enter that ends the input of a word leads nowhere yet', async () => {
  const section = { page: 'sync', anchor: '', depth: 1, title: 'x', text: '' } as const
  const contents = mount(HelpContents, {
    props: { pages: [], place: section, hits: [{ section, snippet: '' }], modelValue: 'x' },
    global: { plugins: [i18n] }
  })
  const input = contents.find('input')
  await input.trigger('keydown', { key: 'Enter', isComposing: true })
  expect(contents.emitted('go')).toBeUndefined()
  await input.trigger('keydown', { key: 'Enter' })
  expect(contents.emitted('go')).toHaveLength(1)
})
