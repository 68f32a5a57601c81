import type { ComposerTranslation } from 'vue-i18n'
import { actionLine } from '#shared/action-name'
import type { AppError, ErrorDetail } from '#shared/errors'
import type { Column, Operation } from '#shared/operation'
import type { TimeZone } from '#shared/settings'
import { formatLocal } from '#shared/time'
import { i18n, type Locale } from '../locales'

type Translate = ComposerTranslation

const makers = {
  number: (locale: Locale) => new Intl.NumberFormat(locale),
  list: (locale: Locale) => new Intl.ListFormat(locale),
  seconds: (locale: Locale) => signedFormat(locale, 1),
  minutes: (locale: Locale) => signedFormat(locale, 0)
}
type Formats = { [K in keyof typeof makers]: ReturnType<(typeof makers)[K]> }
const made: Record<Locale, Partial<Formats>> = { en: {}, 'zh-CN': {} }

/** Made once, at first use: making one takes longer than all of a table's numbers. */
function formatOf<K extends keyof Formats>(kind: K): Formats[K] {
  const locale = i18n.global.locale.value
  const known: Partial<Formats> = made[locale]
  return (known[kind] ??= makers[kind](locale) as Formats[K])
}

function signedFormat(locale: Locale, digits: number) {
  return new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  })
}

/** In the language of the window. */
export function numberText(value: number): string {
  return formatOf('number').format(value)
}

/** A message about a number of things, in the singular where there is one. */
export function countText(
  t: (key: string, facts: Record<string, unknown>, count: number) => string,
  key: string,
  count: number,
  facts: Record<string, string> = {}
): string {
  return t(key, { count: numberText(count), ...facts }, count)
}

/** `a, b, and c` */
export function listText(values: readonly string[]): string {
  return formatOf('list').format(values)
}

/** Bytes as `84.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** A span of time in its two largest units. */
export function durationText(t: Translate, ms: number): string {
  if (ms < 1000) return t('duration.ms', { n: Math.round(ms) })
  const s = Math.floor(ms / 1000)
  if (s < 60) return t('duration.s', { n: s })
  const two = (n: number) => String(n).padStart(2, '0')
  if (s < 3600) return t('duration.m', { m: Math.floor(s / 60), s: two(s % 60) })
  if (s < 86_400) {
    return t('duration.h', { h: Math.floor(s / 3600), m: two(Math.floor((s % 3600) / 60)) })
  }
  return t('duration.d', { d: Math.floor(s / 86_400), h: Math.floor((s % 86_400) / 3600) })
}

/** How far a time is from another, with its sign: `+00:00:12.0`, `−26:00:00.0`. */
export function differenceText(ms: number): string {
  const tenths = Math.round(Math.abs(ms) / 100)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const clock = [tenths / 36_000, (tenths / 600) % 60, (tenths / 10) % 60].map(two).join(':')
  return `${ms < 0 ? '−' : '+'}${clock}.${tenths % 10}`
}

/** A cell as it is read on screen, but uncut; empty where there is nothing. */
export function cellText(
  t: Translate,
  { field, type, value }: Pick<Column, 'field' | 'type' | 'value'>,
  operation: Operation,
  zone: TimeZone
): string {
  if (field === 'action_describe') return actionLine(operation, i18n.global.locale.value)
  const raw = value(operation)
  if (raw === null) return ''
  if (typeof raw !== 'number') return typeof raw === 'string' ? raw : raw.join(' ')
  if (type === 'instant') return formatLocal(raw, zone)
  return type === 'duration' ? durationText(t, raw) : String(raw)
}

/** How long ago, in its largest unit. */
export function ageText(t: Translate, ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  if (s < 5) return t('age.now')
  const ago = (unit: 's' | 'm' | 'h' | 'd', seconds: number) =>
    t('age.ago', { span: t(`span.${unit}`, { n: numberText(Math.floor(s / seconds)) }) })
  if (s < 60) return ago('s', 1)
  if (s < 3600) return ago('m', 60)
  return s < 86_400 ? ago('h', 3600) : ago('d', 86_400)
}

/** `+0.3 s`, `0.0 s` where there is none to speak of; local clock minus the service’s. */
export function skewText(t: Translate, ms: number): string {
  return Math.abs(ms) < 100_000
    ? t('span.s', { n: formatOf('seconds').format(ms / 1000) })
    : t('span.m', { n: formatOf('minutes').format(ms / 60_000) })
}

/** Less than this is none that a refusal could be about, ms. */
const tellingSkewMs = 10_000

/** How this computer's clock stands to the service's, as the end of a sentence about it. */
function clockText(t: Translate, skewMs: number | undefined): string {
  if (skewMs === undefined || Math.abs(skewMs) < tellingSkewMs) return t('errorFacts.clockWrong')
  const span = durationText(t, Math.abs(skewMs))
  return t(skewMs > 0 ? 'errorFacts.clockAhead' : 'errorFacts.clockBehind', { span })
}

/** A documented status in the reader's language, any other as it came. */
export function statusText(t: Translate, te: (key: string) => boolean, status: string): string {
  return te(`status.${status}`) ? t(`status.${status}`) : status
}

/** A field and the rule it breaks as one sentence, joined as the language joins them. */
export function issueText(t: Translate, field: string, rule: string): string {
  const latin = /[A-Za-z0-9]$/.test(field)
  return t(latin ? 'rules.ofLatinField' : 'rules.ofField', { field, rule })
}

/** Sentences one after the other, as the language sets them. */
export function sentencesText(t: Translate, sentences: readonly string[]): string {
  return sentences.reduce((first, then) => t('joined.sentences', { first, then }))
}

export interface ErrorText {
  title: string
  todo: string
  /** What the service itself said. */
  service: string
}

/** Whether entering the secret key again may help. */
export function isAboutSecret({ code }: AppError): boolean {
  return code === 'secret-missing' || code === 'key-refused' || code.startsWith('keychain-')
}

const fieldKeys = ['parameters', 'profile', 'settings'] as const

/** The service's own code, where it says more than the kind of error does. */
function tellingCode(te: (key: string) => boolean, { code, detail }: AppError): number | null {
  const { retCode } = detail
  const generic = code === 'service-refused' || code === 'service-failed'
  return generic && retCode !== undefined && te(`retCodes.${retCode}`) ? retCode : null
}

/** What an error means, as a sentence without its stop. */
export function failureText(t: Translate, te: (key: string) => boolean, error: AppError): string {
  const { profile } = error.detail
  const what = meaningText(t, te, error)
  return profile === undefined ? what : t('errorFacts.ofProfile', { profile, what })
}

function meaningText(t: Translate, te: (key: string) => boolean, error: AppError): string {
  const { code, detail } = error
  const telling = tellingCode(te, error)
  if (telling !== null) return t(`retCodes.${telling}`)
  if (detail.archive) return t(`archiveFailures.${detail.archive}.what`)
  return t(`errors.${code}.what`, factsOf(t, te, detail))
}

/** A bad parameter: the table's advice is for an operation that was submitted, not for a query. */
const badParameter = 1100

/** What to do about an error. */
export function adviceText(
  t: Translate,
  te: (key: string) => boolean,
  error: AppError,
  resumes = '…'
): string {
  const { code, detail } = error
  const telling = tellingCode(te, error)
  if (telling !== null && telling !== badParameter) return t(`retCodeTodos.${telling}`)
  const facts = { ...factsOf(t, te, detail), resumes }
  // The code is an export's too, where another place or none would do.
  if (detail.archive) return t(`archiveFailures.${detail.archive}.todo`, facts)
  return t(`errors.${code}.todo`, facts)
}

/** What an error means and what to do, with the facts it carries. */
export function errorText(
  t: Translate,
  te: (key: string) => boolean,
  error: AppError,
  zone: TimeZone
): ErrorText {
  const { code } = error
  const { retCode, httpStatus, serviceMessage, resumesAt } = error.detail
  const label = retCode ?? (httpStatus === undefined ? code : `HTTP ${httpStatus}`)
  const resumes = resumesAt === undefined ? '…' : formatLocal(resumesAt, zone)
  return {
    title: `${label} · ${failureText(t, te, error)}`,
    todo: sentencesText(t, [
      ...(error.detail.profile === undefined ? [] : [t('errorFacts.exportOthers')]),
      adviceText(t, te, error, resumes)
    ]),
    service: serviceMessage ? t('errorFacts.service', { message: serviceMessage }) : ''
  }
}

function factsOf(
  t: Translate,
  te: (key: string) => boolean,
  detail: ErrorDetail
): Record<string, string> {
  return {
    field: fieldText(t, te, detail.field),
    rule: t(te(`rules.${detail.rule}`) ? `rules.${detail.rule}` : 'rules.other', {
      min: String(detail.min ?? ''),
      max: String(detail.max ?? '')
    }),
    host: detail.host ?? t('errorFacts.server'),
    zone: detail.zone ?? t('errorFacts.zone'),
    path: detail.path ?? '',
    clock: clockText(t, detail.skewMs),
    limit: detail.limitMs === undefined ? '…' : durationText(t, detail.limitMs)
  }
}

/** A parameter's name here, and the one the API has for it. */
export function parameterText(t: Translate, te: (key: string) => boolean, name: string): string {
  if (!te(`parameters.${name}`)) return name
  const text = t(`parameters.${name}`)
  // Some names here tell themselves apart by it.
  return text.includes(name) ? text : t('joined.aside', { text, aside: name })
}

function fieldText(t: Translate, te: (key: string) => boolean, field: string | undefined): string {
  if (field === undefined) return t('errorFacts.field')
  const group = fieldKeys.find((candidate) => te(`${candidate}.${field}`))
  if (!group) return field
  return group === 'parameters' ? parameterText(t, te, field) : t(`${group}.${field}`)
}
