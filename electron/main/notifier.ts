import { Notification, type BrowserWindow } from 'electron'
import type { Notifier } from '../services/ports'
import { showWindow } from './window'

/** Notifications of the desktop; a click brings the window to the front. */
export function createNotifier(window: () => BrowserWindow | null): Notifier {
  // Without a reference a notification is collected, and its click with it.
  const shown = new Set<Notification>()

  return {
    show: ({ title, body }) => {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      shown.add(notification)
      notification.on('close', () => shown.delete(notification))
      notification.on('click', () => {
        shown.delete(notification)
        showWindow(window())
      })
      notification.show()
    }
  }
}
