// From the runners' reports to the last line. No report, or no test in it, is a failure: silence must not look like success.
import { duration } from './say.mjs'

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {Counts & { name: string, tookMs: number, note?: string }} StageResult */

/**
 * @param {any} report of vitest's json reporter, undefined if there is none
 * @param {number} code the runner's exit code
 * @returns {Counts}
 */
export function countVitest(report, code) {
  const passed = report?.numPassedTests ?? 0
  const failed = report?.numFailedTests ?? 0
  // A file that can't be loaded has no tests to fail.
  const brokenFiles = (report?.testResults ?? []).filter(
    (/** @type {any} */ file) => file.status === 'failed' && !(file.assertionResults ?? []).some((/** @type {any} */ test) => test.status === 'failed'),
  ).length
  return atLeastOne({ passed, failed: failed + brokenFiles }, code)
}

/**
 * @param {any} report of Playwright's json reporter, undefined if there is none
 * @param {number} code
 * @returns {Counts & { skipped: number }}
 */
export function countPlaywright(report, code) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {}
  return { ...atLeastOne({ passed: expected + flaky, failed: unexpected }, code), skipped }
}

/** @param {Counts} counts @param {number} code */
function atLeastOne(counts, code) {
  const isSilentFailure = counts.failed === 0 && (code !== 0 || counts.passed === 0)
  return isSilentFailure ? { ...counts, failed: 1 } : counts
}

/** @param {Counts[]} results @returns {Counts} */
export function addUp(results) {
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}

/** @param {StageResult[]} results */
export function stageTable(results) {
  const rows = results.map(({ name, tookMs, passed, failed, note }) => [
    name,
    failed > 0 ? 'FAILED' : (note ?? 'passed'),
    duration(tookMs),
    passed + failed > 0 ? `${passed} passed, ${failed} failed` : '',
  ])
  const all = [['stage', 'result', 'time', 'tests'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}
