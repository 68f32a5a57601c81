import { nativeImage, type NativeImage } from 'electron'
import { markColours, paintMark } from '../services/icon-mark'
import type { TrayMark } from '../services/tray-state'
import source from '../../resources/tray/icon.png?inline'

/** Points of a side; a screen of twice the density gets twice the pixels. */
const side = process.platform === 'darwin' ? 18 : 16
const scales = [1, 1.5, 2, 3]

const drawn = new Map<TrayMark, NativeImage>()

/** The app's icon with a dot for the state; the plain one while there is nothing to tell. */
export function trayIcon(mark: TrayMark): NativeImage {
  const known = drawn.get(mark)
  if (known) return known
  const icon = nativeImage.createEmpty()
  for (const scaleFactor of scales) {
    const size = Math.round(side * scaleFactor)
    const options = { width: size, height: size, scaleFactor }
    icon.addRepresentation({ ...options, buffer: bitmapOf(mark, size) })
  }
  drawn.set(mark, icon)
  return icon
}

function bitmapOf(mark: TrayMark, size: number): Buffer {
  const plain = nativeImage.createFromDataURL(source)
  const bitmap = plain.resize({ width: size, height: size, quality: 'best' }).toBitmap()
  if (mark !== 'idle') paintMark(bitmap, size, markColours[mark])
  return bitmap
}

/** A dot alone, for the button of the taskbar on Windows. */
export function failureDot(): NativeImage {
  const size = 16
  const bitmap = Buffer.alloc(size * size * 4)
  paintMark(bitmap, size, markColours.failures)
  return nativeImage.createFromBitmap(bitmap, { width: size, height: size })
}
