import { describe, expect, test } from 'vitest'
import { addUp, countPlaywright, countVitest, stageTable } from '../../../scripts/setup/test-counts.mjs'

describe('silence is a failure', () => {
  test.each([
    ['no report', undefined, 0, { passed: 0, failed: 1 }],
    ['no test', { numPassedTests: 0, numFailedTests: 0 }, 0, { passed: 0, failed: 1 }],
    ['all well', { numPassedTests: 3, numFailedTests: 0 }, 0, { passed: 3, failed: 0 }],
    ['one failed', { numPassedTests: 2, numFailedTests: 1 }, 1, { passed: 2, failed: 1 }],
    ['an error outside any test', { numPassedTests: 3, numFailedTests: 0 }, 1, { passed: 3, failed: 1 }],
    ['a file that does not load', { numPassedTests: 3, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] }, 1, { passed: 3, failed: 1 }],
  ])('vitest: %s', (_case, report, code, counts) => expect(countVitest(report, code)).toEqual(counts))

  test.each([
    ['no report', undefined, 1, { passed: 0, failed: 1 }],
    ['all skipped', { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 4 } }, 0, { passed: 0, failed: 1 }],
    ['all well', { stats: { expected: 4, unexpected: 0, flaky: 0 } }, 0, { passed: 4, failed: 0 }],
    ['two failed', { stats: { expected: 2, unexpected: 2, flaky: 0 } }, 1, { passed: 2, failed: 2 }],
    ['some skipped', { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 3 } }, 0, { passed: 2, failed: 0, skipped: 3 }],
  ])('Playwright: %s', (_case, report, code, counts) => expect(countPlaywright(report, code)).toMatchObject(counts))
})

test('the sum, and the table above it', () => {
  const results = [
    { name: 'types', tookMs: 1234, passed: 0, failed: 0 },
    { name: 'unit', tookMs: 65_000, passed: 10, failed: 2 },
  ]
  expect(addUp(results)).toEqual({ passed: 10, failed: 2 })
  expect(stageTable(results)).toBe(
    ['stage  result  time       tests', 'types  passed  1.2 s', 'unit   FAILED  1 min 5 s  10 passed, 2 failed'].join('\n'),
  )
})
