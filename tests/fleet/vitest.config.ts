import { defineConfig } from 'vitest/config'

/** Apart from the tests of every day: these want programs of Debian’s that nobody should get by `npm test`. */
export default defineConfig({ test: { include: ['tests/fleet/**/*.test.ts'], testTimeout: 120_000 } })
