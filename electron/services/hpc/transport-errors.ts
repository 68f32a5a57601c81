import { AppError } from '#shared/errors'

const certificate = /ERR_CERT|CERT_|UNABLE_TO_(VERIFY|GET)|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT/

/**
 * What a failed fetch means. Node gives a code in `cause`, Electron's `net.fetch` a message such as
 * `net::ERR_NAME_NOT_RESOLVED`; anything that is not a certificate's fault is an unreachable host. An
 * AppError passes as it is.
 */
export function transportError(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error
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

/** A 407 is never the service's own. It passes as little by itself as a certificate does. */
export function proxyPassword(host: string): AppError {
  return new AppError('proxy-password', 'The proxy asks for a password.', {
    detail: { host, httpStatus: 407 }
  })
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return [code, error.message, error.cause === undefined ? '' : textOf(error.cause)].join(' ')
}
