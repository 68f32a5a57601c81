import { expect, test } from 'vitest'
import { releaseNotes } from '../../../electron/runtime/package/release-notes.mjs'

const changelog = `# Changelog

## Unreleased

- Not yet.

## 1.10.0 (2026-12-01)

- Ten.

## 1.1.0

- One.
- Two.
`

test('a release has the notes of its own version', () => {
  expect(releaseNotes('v1.1.0', '1.1.0', changelog)).toBe('- One.\n- Two.')
  expect(releaseNotes('v1.10.0', '1.10.0', changelog)).toBe('- Ten.')
})

test('a tag of another version and a version without notes are refused', () => {
  expect(() => releaseNotes('v1.1.0', '1.10.0', changelog)).toThrow(/v1.1.0.*1.10.0/)
  expect(() => releaseNotes('v1.2.0', '1.2.0', changelog)).toThrow(/CHANGELOG.*1.2.0/)
})
