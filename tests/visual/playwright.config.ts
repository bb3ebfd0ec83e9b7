import { defineConfig } from '@playwright/test'

/** The window's pictures and what can be checked of its pages without a console behind them. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 30_000,
  globalSetup: './set-up.ts',
  updateSnapshots: 'none',
  forbidOnly: Boolean(process.env.CI),
  outputDir: '../../test-results/visual',
  reporter: [['line'], ['json', { outputFile: '../../test-results/visual.json' }]],
  snapshotPathTemplate: '{testDir}/references/{arg}{ext}',
  expect: {
    timeout: 10_000,
    // Drawn anew on the same machine a picture is the same to the last bit; what these let pass is in tolerance.spec.ts.
    toHaveScreenshot: { threshold: 0.02, maxDiffPixels: 4, animations: 'disabled', caret: 'hide', scale: 'device' },
  },
})
