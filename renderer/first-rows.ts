/** A zone may not answer; nobody waits longer, ms. */
const mostMs = 3000
/** What the other processes need to paint a frame and bring it to the screen on a slow machine, ms. */
const paintMs = 300

let shown = () => {}

/**
 * Resolves once the first rows are on screen, or what stands in their place. Whatever takes the cores and
 * is not needed for them waits for this: the archive's process, the menu bar.
 */
export const firstRows = new Promise<void>((resolve) => {
  shown = resolve
  setTimeout(resolve, mostMs)
})

/** They are in the page. */
export function showFirstRows(): void {
  requestAnimationFrame(() => setTimeout(shown, paintMs))
}
