import { useLog, type Session } from '../stores/log'

/** What most actions need: the log of a profile on screen. */
export function needs() {
  const log = useLog()

  /** Off without a log; with one, when `why` gives a reason. */
  function off(why: (session: Session) => string | null = () => null): () => string | null {
    return () => (log.current ? why(log.current) : 'actions.noProfile')
  }

  function withSession(act: (session: Session) => unknown): () => void {
    return () => void (log.current && act(log.current))
  }

  return { off, withSession }
}
