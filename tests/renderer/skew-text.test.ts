import { expect, test } from 'vitest'
import { skewText } from '../../renderer/components/text'

test('a clock that is right has no sign', () => {
  const said = [-40, 0, 40, 300, -1200, 600_000].map(skewText)
  expect(said).toEqual(['0.0 sec', '0.0 sec', '0.0 sec', '+0.3 sec', '-1.2 sec', '+10 min'])
})
