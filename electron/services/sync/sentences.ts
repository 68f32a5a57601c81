/** Languages of what the main process says by itself. */
export type SpokenLanguage = 'zh-CN' | 'en'

interface Sentences {
  title: (profile: string) => string
  failed: (operations: number) => string
  stuck: (operations: number, minutes: number) => string
  /** An operation and its job id. */
  named: (operation: string, jobId: string) => string
  /** After the names of some: how many of how many are not named. */
  more: (rest: number, all: number) => string
  /** Between two parts of one sentence, and between two names. */
  and: string
  comma: string
}

/** What desktop notifications say. */
export const sentences: Readonly<Record<SpokenLanguage, Sentences>> = {
  'zh-CN': {
    title: (profile) => `${profile} · 操作日志`,
    failed: (operations) => `${operations} 条操作失败`,
    stuck: (operations, minutes) => `${operations} 条操作已执行超过 ${minutes} 分钟`,
    named: (operation, jobId) => `${operation}（${jobId}）`,
    more: (_rest, all) => `等 ${all} 条`,
    and: '，',
    comma: '、'
  },
  en: {
    title: (profile) => `${profile} · operation log`,
    failed: (operations) =>
      operations === 1 ? '1 operation failed' : `${operations} operations failed`,
    stuck: (operations, minutes) =>
      `${operations === 1 ? '1 operation has' : `${operations} operations have`} been running for more than ${minutes} min`,
    named: (operation, jobId) => `${operation} (${jobId})`,
    more: (rest) => ` and ${rest} more`,
    and: ', ',
    comma: ', '
  }
}
