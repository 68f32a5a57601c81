import { expect, test } from 'vitest'
import { ProfileDraft } from '#shared/profile'

function endpointOf(endpoint: string): string | undefined {
  const values = { name: 'Jinan', zone: 'jn1a', accessKeyId: 'KEY' }
  return ProfileDraft.safeParse({ ...values, endpoint }).data?.endpoint
}

test.each(['/', '?', '#', '/?', '?#', '//'])('an endpoint that ends in %s loses it', (end) => {
  // What is appended to it would be part of a query, or of nothing that is sent.
  expect(endpointOf(`https://hpc.example/api${end}`)).toBe('https://hpc.example/api')
})

test.each(['?zone=jn1a', '#top', '?a#', '#?'])('an endpoint with %s is refused', (end) => {
  expect(endpointOf(`https://hpc.example/api${end}/x`)).toBeUndefined()
})
