import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The API's token, made at first use and readable by its owner only. */
export function apiToken(path: string): string {
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (/^[A-Za-z0-9_-]{32,}$/.test(kept)) {
      chmodSync(path, 0o600)
      return kept
    }
  } catch {
    // Made below.
  }
  const token = randomBytes(32).toString('base64url')
  mkdirSync(dirname(path), { recursive: true })
  // A file that is there would keep its rights, and show the token before they are narrowed.
  rmSync(path, { force: true })
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  return token
}

export function sameToken(given: string, token: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}
