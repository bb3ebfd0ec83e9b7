import { Config, readConfigFile, rightFile, writeText, type Proposal } from '../../host/config'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import { maxJsonBytes, parseJson } from '../../host/json'
import { SettingsStore } from '../../host/settings-store'
import { fault, type Fault } from '../../shared/faults'
import { plural } from '../../shared/format'
import type { Difference } from '../../shared/ipc'
import { err, ok, type Result } from '../../shared/result'
import { failed } from '../failed'
import { UsageError, type Invocation } from '../options'
import { findRunning, type Running } from '../running'
import { openSettingsFile } from '../settings-file'

/** All settings but credentials, as a file: written, or made to count. */
export async function config(invocation: Invocation): Promise<number> {
  const [action, file, ...more] = invocation.words
  if (action === 'export' && more.length === 0 && !invocation.dryRun) return exportTo(file ?? '-', invocation)
  if (action === 'apply' && file !== undefined && more.length === 0) return apply(file, invocation)
  throw new UsageError('“echopilot config” takes “export [FILE]” or “apply FILE [--dry-run] [--json]”.')
}

function exportTo(file: string, { paths, write, note }: Invocation): number {
  // A variable counts for one run; a file is for others.
  const settings = SettingsStore.readOnly(paths.settings, {})
  for (const problem of settings.problems) note(problem)
  const text = new Config(settings).text()
  if (file === '-') write(text.trimEnd())
  else {
    const written = writeText(file, text)
    if (!written.ok) return failed(written.error, { json: false, write, note })
    note(`Written to ${file}.`)
  }
  return 0
}

async function apply(file: string, invocation: Invocation): Promise<number> {
  const { json, dryRun, write, paths } = invocation
  const content = file === '-' ? await readStandardInput() : readConfigFile(file)
  if (!content.ok) return failed(content.error, invocation)
  const running = await findRunning(paths)
  const changes = running ? await applyThere(running, content.value, dryRun) : await applyHere(content.value, invocation)
  if (!changes.ok) return failed(changes.error, invocation)
  const applied = !dryRun && changes.value.length > 0
  write(json ? JSON.stringify({ ok: true, applied, changes: changes.value }, null, 2) : inWords(changes.value, applied))
  return 0
}

/** By the running console: it takes effect at once, and isn't overwritten by what that console holds. */
async function applyThere(running: Running, content: unknown, dryRun: boolean): Promise<Result<Difference[]>> {
  const answer = (await running.post(`/api/config?dry_run=${dryRun}`, content)) as { ok: true; changes: Difference[] } | { ok: false; error: Fault }
  return answer.ok ? ok(answer.changes) : err(answer.error)
}

async function applyHere(content: unknown, { dryRun, paths, env, note }: Invocation): Promise<Result<Difference[]>> {
  if (dryRun) return changesOf(new Config(SettingsStore.readOnly(paths.settings, {})).propose(content))
  const lock = await InstanceLock.take(paths.data)
  if (!lock) return err(fault('already_running', `An instance holds ${paths.data} but doesn’t answer.`, 'Quit it, or wait until it has started, then apply the file again.'))
  try {
    const settings = SettingsStore.open(paths.settings, openSettingsFile, env, systemClock.now())
    for (const problem of settings.problems) note(problem)
    const here = new Config(settings)
    const proposed = here.propose(content)
    const applied = proposed.ok ? await here.apply(proposed.value) : proposed
    return applied.ok ? changesOf(proposed) : applied
  } finally {
    lock.release()
  }
}

const changesOf = (proposed: Result<Proposal>): Result<Difference[]> => (proposed.ok ? ok(proposed.value.changes) : proposed)

async function readStandardInput(): Promise<Result<unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxJsonBytes) return err(fault('invalid_input', 'Standard input is far too long.', rightFile))
    chunks.push(chunk)
  }
  return parseJson(Buffer.concat(chunks).toString('utf8'), 'Standard input', rightFile)
}

function inWords(changes: readonly Difference[], applied: boolean): string {
  if (changes.length === 0) return 'Nothing to change: the settings are as the file says.'
  const lines = changes.flatMap(({ place, before, after }) => [...(before === null ? [] : [`- ${place}: ${before}`]), ...(after === null ? [] : [`+ ${place}: ${after}`])])
  return [...lines, '', applied ? `${plural(changes.length, 'change')} applied.` : `${plural(changes.length, 'change')} to apply; nothing was changed.`].join('\n')
}
