import { expect, test } from 'vitest'
import { fileName } from '../../../../electron/services/export/file-name'

const at = Date.UTC(2026, 10, 20, 14, 3, 59)

test.each([
  ['Production / East', 'oplog-Production-East-20261120-140359.csv'],
  ['../../etc/passwd', 'oplog-etc-passwd-20261120-140359.csv'],
  ['生产环境', 'oplog-生产环境-20261120-140359.csv'],
  // As a Mac may write it: a letter and its accent apart.
  ['Jose\u0301', 'oplog-José-20261120-140359.csv'],
  ['हिन्दी', 'oplog-हिन्दी-20261120-140359.csv'],
  ['East ❤\ufe0f', 'oplog-East-20261120-140359.csv'],
  ['🚀', 'oplog-log-20261120-140359.csv'],
  [`${'x'.repeat(59)} statistics`, `oplog-${'x'.repeat(59)}-20261120-140359.csv`]
])('rows of %s are in %s', (about, name) => {
  expect(fileName(about, at, 'csv')).toBe(name)
})
