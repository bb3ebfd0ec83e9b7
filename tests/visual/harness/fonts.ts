import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** The fonts that pictures are drawn with on Linux: nearly every desktop has them, as fontconfig brings them along. */
const files = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf']
const installed = '/usr/share/fonts'

const found = (): string[] => {
  if (!existsSync(installed)) return []
  const all = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  return all.filter((path) => files.includes(basename(path))).map((path) => join(installed, path))
}

/** A configuration of fontconfig that knows these fonts alone, and no taste of this desktop’s. Returns its path. */
export function writeFontsFile(dataDir: string): string {
  const folder = join(dataDir, 'fonts')
  mkdirSync(folder)
  for (const path of found()) copyFileSync(path, join(folder, basename(path)))
  const prefers = (family: string, wanted: string): string => `<alias binding="same"><family>${family}</family><prefer><family>${wanted}</family></prefer></alias>`
  const set = (name: string, value: string): string => `<edit name="${name}" mode="assign">${value}</edit>`
  const file = join(dataDir, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<dir>${found().length > 0 ? folder : installed}</dir><cachedir>${join(dataDir, 'font-cache')}</cachedir>
${prefers('sans-serif', 'DejaVu Sans')}${prefers('monospace', 'DejaVu Sans Mono')}
<match target="font">${set('antialias', '<bool>true</bool>')}${set('hinting', '<bool>false</bool>')}${set('hintstyle', '<const>hintnone</const>')}${set('rgba', '<const>none</const>')}</match>
</fontconfig>`,
  )
  return file
}

/** Fingerprints of the fonts by their files' names. */
export const fontPrints = (): Record<string, string> =>
  Object.fromEntries(found().map((path) => [basename(path), createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)]))
