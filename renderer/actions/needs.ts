import { useLog, type Session } from '../stores/log'

/** What most actions need: the log of a profile on screen. */
export function needs() {
  const log = useLog()

  /** Off without a log; with one, when `why` gives a reason. */
  function off(why: (session: Session) => string | null = () => null): () => string | null {
    return () => (log.current ? why(log.current) : 'actions.noProfile')
  }

  /** As `off`, and off while the statistics stand where table and detail pane are otherwise. */
  function offTable(why: (session: Session) => string | null = () => null): () => string | null {
    return off((session) => {
      const covered = session.view === 'archive' && session.statistics
      return covered ? 'goTo.statistics' : why(session)
    })
  }

  function withSession(act: (session: Session) => unknown): () => void {
    return () => void (log.current && act(log.current))
  }

  return { off, offTable, withSession }
}
