import { useSettings } from '../stores/settings'
import { byId, openPanel } from './press'

/** Opens what stands in the side bar; that is unfolded first, and stays so. */
export function inSideBar() {
  const settings = useSettings()

  return (button: string, panel: string): void => {
    if (!settings.values.sidebarOpen) void settings.set({ sidebarOpen: true })
    openPanel(byId(button), byId(panel))
  }
}
