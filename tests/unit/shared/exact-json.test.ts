import { expect, test } from 'vitest'
import { numberOf, parseExactly } from '#shared/exact-json'

test.each([
  '{"id":12345678901234567890}',
  '[1.0,-0,1e400,2E5,0.10,-12345678901234567]',
  '{"a":[{"b": -0}],"c":1.50}',
  '{"text":"at: 1.0, 12345678901234567890","n":null,"t":true,"x":12}'
])('%s is written as it was read', (text) => {
  // All but its white space.
  expect(JSON.stringify(parseExactly(text))).toBe(text.replace(': -0', ':-0'))
})

test('numbers that stay the same are numbers', () => {
  expect(parseExactly('{"a":5,"b":[0.5,-3,9007199254740991,1e3]}')).toMatchObject({
    a: 5,
    b: [0.5, -3, 9007199254740991, expect.anything()]
  })
})

test('what is no JSON is an error, with risky numbers or not', () => {
  expect(() => parseExactly('{"a":1.0')).toThrow(SyntaxError)
  expect(() => parseExactly('nothing')).toThrow(SyntaxError)
})

test('what a value counts as', () => {
  const [written, long] = parseExactly('[2.0,12345678901234567890]') as unknown[]
  expect([numberOf(7), numberOf(written), numberOf(long), numberOf('7'), numberOf(null)]).toEqual([
    7,
    2,
    12345678901234567890,
    null,
    null
  ])
})
