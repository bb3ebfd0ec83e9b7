import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts', 'tests/*.test.ts'],
    // Files share nothing; a test that needs a folder, a port or a clock makes its own.
    pool: 'forks',
    // Many tests wait for sockets and processes: two at a time even where there are but two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { TZ: 'Pacific/Auckland' },
    unstubEnvs: true,
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      // The renderer's pages and Electron's side are covered by the end-to-end tests, which v8 doesn't see from here.
      exclude: ['src/**/*.d.ts', 'src/renderer/**/*.tsx', 'src/preload/**'],
      reporter: ['text-summary', 'json', 'json-summary'],
      reportsDirectory: 'coverage',
    },
  },
})
