import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../../scripts/setup/stamps.mjs'

let base: string
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'stamps-test-'))
  mkdirSync(path.join(base, 'src/deep'), { recursive: true })
  for (const name of ['src/a.ts', 'src/deep/b.ts', 'tsconfig.json', 'README.md']) writeFileSync(path.join(base, name), name)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const change: [string, () => void, boolean][] = [
  ['nothing', () => {}, false],
  ['a file deep in src', () => writeFileSync(path.join(base, 'src/deep/b.ts'), 'longer than before'), true],
  ['only its time', () => utimesSync(path.join(base, 'src/a.ts'), 1, 1), true],
  ['a new file', () => writeFileSync(path.join(base, 'src/c.ts'), ''), true],
  ['a file gone', () => rmSync(path.join(base, 'src/a.ts')), true],
  ['another tsconfig', () => writeFileSync(path.join(base, 'tsconfig.node.json'), '{}'), true],
  ['a file that no build reads', () => writeFileSync(path.join(base, 'README.md'), 'new words'), false],
  ["the type checker's notes", () => writeFileSync(path.join(base, 'src/tsconfig.tsbuildinfo'), '{}'), false],
]

test.each(change)('a build is due again after a change of: %s', (_what, doIt, isDue) => {
  const before = fingerprint(base)
  doIt()
  expect(fingerprint(base) !== before).toBe(isDue)
})
