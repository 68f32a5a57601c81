import { AppError } from '#shared/errors'

const certificate = /ERR_CERT|CERT_|UNABLE_TO_(VERIFY|GET)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT/

/**
 * What a failed fetch means. Node gives a code in `cause`, Electron's `net.fetch` a message such as
 * `net::ERR_NAME_NOT_RESOLVED`; anything that is not a certificate's fault is an unreachable host.
 */
export function transportError(error: unknown, host: string): AppError {
  if (certificate.test(textOf(error))) {
    return new AppError('certificate-refused', 'The certificate of the service is not trusted.', {
      detail: { host },
      cause: error
    })
  }
  if (/redirect/.test(textOf(error))) {
    return new AppError('bad-response', 'The service answered with a redirection.', {
      detail: { host },
      cause: error
    })
  }
  return new AppError('unreachable', 'The service cannot be reached.', {
    detail: { host },
    cause: error
  })
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return [code, error.message, error.cause === undefined ? '' : textOf(error.cause)].join(' ')
}
