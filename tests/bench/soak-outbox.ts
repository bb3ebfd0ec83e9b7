import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bundleSender, kill } from '../integration/outbox/kills'
import type { Step } from '../integration/outbox/sender'

const steps: Step[] = ['posted', 'claimed', 'sent', 'marked', 'random']

/** As many lives of a sender, each killed; fails when anything was lost or came more than twice. */
export async function main(...args: string[]): Promise<void> {
  const at = args.indexOf('--runs')
  const runs = at < 0 ? 1000 : Number(args[at + 1])
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-soak-'))
  const sender = await bundleSender()
  const each = Math.ceil(runs / steps.length)
  let bad = false
  process.stdout.write('| killed | times | acknowledged | lost | more than twice | duplicates | database |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n')
  for (const step of steps) {
    // One that dies by the clock is followed by one that ends in peace, so that no message meets two deaths.
    const lives = step === 'random' ? 2 * each : each
    const toll = await kill(sender, join(folder, `${step}.db`), lives, (run) => (step === 'random' && run % 2 === 1 ? 'never' : step), () => 1 + Math.floor(Math.random() * 120))
    bad ||= toll.lost.length > 0 || toll.tooOften.length > 0 || toll.integrity !== 'ok'
    process.stdout.write(`| ${step} | ${each} | ${toll.acknowledged} | ${toll.lost.length} | ${toll.tooOften.length} | ${toll.duplicates} | ${toll.integrity} |\n`)
  }
  rmSync(folder, { recursive: true, force: true })
  rmSync(dirname(sender), { recursive: true, force: true })
  if (bad) process.exitCode = 1
}
