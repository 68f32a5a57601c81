import { expect, test } from 'vitest'
import { initialParameters } from '#shared/parameters'
import { questionOf } from '../../renderer/question'
import type { Session } from '../../renderer/session'

/** The parts of a session that make its question. */
function session(range: string, start_time: string, values: object = {}): Session {
  const parameters = { ...initialParameters, start_time, ...values }
  const asked = { profileId: 'a', parameters, from: 'auto' }
  return { view: 'live', asked, askedArchive: null, ran: { range } } as unknown as Session
}

const [one, later] = ['2026-11-27T07:00:00Z', '2026-11-27T07:00:15Z']

test('times a preset counted make no other question, times that were entered do', () => {
  expect(questionOf(session('24h', one))).toBe(questionOf(session('24h', later)))
  expect(questionOf(session('custom', one))).not.toBe(questionOf(session('custom', later)))
})

test('another preset or parameter is another question, and nothing asked is none', () => {
  const before = questionOf(session('24h', one))
  expect(questionOf(session('7d', one))).not.toBe(before)
  expect(questionOf(session('24h', one, { owner: 'usr-1' }))).not.toBe(before)
  expect(questionOf({ ...session('24h', one), asked: null })).toBeNull()
})

test('ages counted from a later moment make no other question', () => {
  const archive = (at: number, filter: object = { stuck: 1 }) => {
    const selection = { profileIds: ['a'], parameters: initialParameters, filter, at }
    return { ...session('all', one), view: 'archive', askedArchive: { selection } } as Session
  }
  expect(questionOf(archive(1))).toBe(questionOf(archive(2)))
  expect(questionOf(archive(1))).not.toBe(questionOf(archive(1, { stuck: 2 })))
})

test('what is typed and was not asked yet makes no other question', () => {
  const before = session('24h', one)
  expect(questionOf({ ...before, range: 'custom', text: 'x' })).toBe(questionOf(before))
})
