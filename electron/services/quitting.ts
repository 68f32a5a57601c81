import type { SpokenLanguage } from './sync/sentences'

/** What is asked, and the two answers to it. */
export interface Question {
  message: string
  stay: string
  leave: string
}

interface Deps {
  /** Names of the files that are being written. */
  unfinished: () => string[]
  language: () => SpokenLanguage
  /** @returns whether what is unfinished may go */
  ask: (question: Question) => Promise<boolean>
  /** Begins to quit, which asks `mayQuit` once more. */
  quit: () => void
}

/** The app ends without a word, except while a file is being written, which would be lost. */
export function createQuitting({ unfinished, language, ask, quit }: Deps) {
  let insisted = false
  let asking: Promise<boolean> | null = null

  /** @returns whether the app may end now; asks where something would be lost */
  async function agreed(): Promise<boolean> {
    const names = unfinished()
    if (insisted || names.length === 0) return true
    // Quitting again asks nothing new.
    asking ??= ask(questionOf(names, language()))
      // Whoever cannot be asked must be able to quit nevertheless.
      .catch(() => true)
      .finally(() => (asking = null))
    return asking
  }

  return {
    agreed,
    /** @returns whether the app may end at once; if not, it quits by itself should the user agree */
    mayQuit: (): boolean => {
      if (insisted || unfinished().length === 0) return true
      if (!asking) {
        void agreed().then((leave) => {
          if (!leave) return
          insisted = true
          quit()
        })
      }
      return false
    },
    /** From now on nothing is asked: the machine shuts down, or the user has agreed already. */
    insist: (): void => void (insisted = true)
  }
}

export type Quitting = ReturnType<typeof createQuitting>

const questions: Readonly<Record<SpokenLanguage, (names: readonly string[]) => Question>> = {
  'zh-CN': (names) => ({
    message: `仍在写入导出文件（${names.join('、')}）。要退出并放弃导出吗？`,
    stay: '继续写入',
    leave: '退出'
  }),
  en: (names) => ({
    message: `An export is still being written (${names.join(', ')}). Quit and discard it?`,
    stay: 'Keep writing',
    leave: 'Quit'
  })
}

function questionOf(names: readonly string[], language: SpokenLanguage): Question {
  return questions[language](names)
}
