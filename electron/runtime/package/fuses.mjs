// @ts-check

/** What is switched off and on in the packaged executable, as electron-builder names it. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false
}

/** How a fuse stands in the executable: a digit. */
const [off, on] = ['0', '1'].map((digit) => digit.charCodeAt(0))

/**
 * Fuses of an executable that are not what they should be, read back from the file.
 * @param {string} executable @returns {Promise<string[]>}
 */
export async function wrongFuses(executable) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses')
  const wire = /** @type {Record<number, number>} */ (
    /** @type {unknown} */ (await getCurrentFuseWire(executable))
  )
  return Object.entries(fuses)
    .filter(([name, wanted]) => {
      const option = /** @type {keyof typeof FuseV1Options} */ (
        name.charAt(0).toUpperCase() + name.slice(1)
      )
      return wire[FuseV1Options[option]] !== (wanted ? on : off)
    })
    .map(([name, wanted]) => `fuse ${name} is not ${wanted ? 'on' : 'off'}`)
}
