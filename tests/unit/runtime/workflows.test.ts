import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { validate } from '@actions/languageservice'
import { expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'

const folder = resolve(import.meta.dirname, '../../../.github/workflows')

/** What GitHub's own language service finds wrong, its schema and its expressions. */
async function complaints(name: string, workflow: string): Promise<string[]> {
  const uri = `file:///.github/workflows/${name}`
  const found = await validate(TextDocument.create(uri, 'yaml', 1, workflow))
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`)
}

test.each(readdirSync(folder))('GitHub would take %s', async (file) => {
  expect(await complaints(file, readFileSync(join(folder, file), 'utf8'))).toEqual([])
})

test('what is wrong is found', async () => {
  const workflow = `on: push
jobs:
  a:
    runs_on: ubuntu-24.04
    needs: nobody
    steps:
      - run: echo \${{ nobody }}
`
  const found = (await complaints('wrong.yml', workflow)).join('\n')
  expect(found).toMatch(/runs_on/)
  expect(found).toMatch(/nobody/)
})
