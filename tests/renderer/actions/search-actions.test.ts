// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { fakeBridge } from '../../support/fake-bridge'

Object.assign(window, { oplog: fakeBridge({}) })

afterEach(() => document.body.replaceChildren())

function element(parent: HTMLElement, tag: string, testid: string): HTMLElement {
  const made = document.createElement(tag)
  made.dataset['testid'] = testid
  made.tabIndex = 0
  parent.append(made)
  return made
}

test('the key for the table goes on to the detail pane, and back', async () => {
  setActivePinia(createPinia())
  const { searchActions } = await import('../../../renderer/actions/search-actions')
  const action = searchActions().find(({ id }) => id === 'table')
  const at = () => {
    action?.run()
    return document.activeElement?.getAttribute('data-testid')
  }
  const table = element(document.body, 'div', 'log-table')
  expect([at(), at()]).toEqual(['log-table', 'log-table'])
  const pane = element(document.body, 'aside', 'detail-pane')
  element(pane, 'button', 'detail-previous').setAttribute('disabled', '')
  element(pane, 'button', 'detail-next')
  // A column head is in the table, too.
  element(table, 'button', 'head').focus()
  expect([at(), at(), at()]).toEqual(['detail-next', 'log-table', 'detail-next'])
})
