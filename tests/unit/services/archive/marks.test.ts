import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDictionary } from '../../../../electron/services/archive/dictionary'
import { migrate } from '../../../../electron/services/archive/migrations'
import { marker } from '../../../../electron/services/archive/query/marks'

let database: DatabaseSync
beforeEach(() => migrate((database = new DatabaseSync(':memory:'))))
afterEach(() => database.close())

test('each text is tested once, whatever is added, undone or read anew', () => {
  const dictionary = openDictionary(database)
  const { owner, submitter } = dictionary
  const tested: string[] = []
  const marked = marker(owner, (text) => {
    tested.push(text)
    return text.startsWith('z')
  })
  const found = () => [...owner.ids()].filter((id) => marked()?.[id]).map(owner.at)
  expect(found()).toEqual([])
  // Not in the order of the letters, and numbers of another field lie between.
  for (const text of ['zoe', 'ann', 'zed', 'bob']) {
    owner.intern(text)
    submitter.intern(text)
  }
  expect(found()).toEqual(['zoe', 'zed'])
  database.exec('BEGIN')
  owner.intern('zacharias')
  database.exec('ROLLBACK')
  dictionary.reload()
  expect(found()).toEqual(['zoe', 'zed'])
  // It gets the number of the one that was undone.
  owner.intern('carl')
  owner.intern('zara')
  dictionary.reload()
  expect(found()).toEqual(['zoe', 'zed', 'zara'])
  expect(tested).toEqual(['zoe', 'ann', 'zed', 'bob', 'carl', 'zara'])
})
