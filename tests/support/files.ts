import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A text in the forms it could lie around in: UTF-8, UTF-16, and base64 at each of its three shifts. */
export function formsOf(text: string): Buffer[] {
  const plain = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  return [...plain, ...plain.flatMap((bytes) => [0, 1, 2].map((shift) => base64At(bytes, shift)))]
}

/** The part of a base64 text that depends on these bytes alone when `shift` others come before. */
function base64At(bytes: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '')
  return Buffer.from(text.slice(Math.ceil((shift * 8) / 6), -2))
}

export function holds(content: Buffer, text: string): boolean {
  return formsOf(text).some((form) => content.includes(form))
}

/** Files below a folder that hold one of the texts in any form. */
export function filesHolding(folder: string, texts: readonly string[]): string[] {
  const forms = texts.flatMap(formsOf)
  return filesBelow(folder).filter((file) => {
    const content = contentOf(file)
    return forms.some((form) => content.includes(form))
  })
}

/** Empty where the file is gone: an app that runs deletes journals and puts new files in place of old ones. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** `config.json` of a user-data folder, as far as tests touch it. */
export function readConfig(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as {
    settings: Record<string, unknown>
    profiles: { id: string; name: string; [field: string]: unknown }[]
  }
}
