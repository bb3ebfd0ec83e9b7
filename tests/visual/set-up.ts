import type { FullConfig } from '@playwright/test'
import { buildHarness } from './harness/build'
import { makeRoom } from './references'

/** Once for all tests of a run. */
export default async function setUp({ updateSnapshots }: FullConfig): Promise<void> {
  if (updateSnapshots !== 'none') makeRoom()
  await buildHarness()
}
