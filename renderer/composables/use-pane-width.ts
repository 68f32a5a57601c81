import { computed, ref } from 'vue'
import { paneWidths, type PaneWidth } from '#shared/settings'
import { useSettings } from '../stores/settings'

/** The width of a pane, px: at once while it is dragged, kept in the settings when the drag ends. */
export function usePaneWidth(name: PaneWidth) {
  const settings = useSettings()
  const dragged = ref<number | null>(null)
  const width = computed(() => dragged.value ?? settings.values[name])

  function keep(value: number): Promise<void> {
    const stored = settings.set({ [name]: value })
    // Shown already, and while it is stored the next drag may have begun.
    dragged.value = null
    return stored
  }

  return { width, bounds: paneWidths[name], drag: (value: number) => (dragged.value = value), keep }
}
