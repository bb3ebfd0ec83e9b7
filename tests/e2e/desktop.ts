import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'

const run = promisify(execFile)

const onPath = (program: string): boolean => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

/** Whether the desktop's services can be asked about themselves. */
export const hasBusctl = (): boolean => onPath('busctl')

/** A test that could not look must not look as if it had. */
export function needPrograms(...programs: string[]): void {
  const missing = programs.filter((program) => !onPath(program))
  if (missing.length > 0) throw new Error(`This test needs ${missing.join(', ')}: sudo apt-get install -y dunst dbus (as root, npm test installs them).`)
}

/** A bus of the test's own, on which nothing starts by itself. */
export interface Bus {
  env: { DBUS_SESSION_BUS_ADDRESS: string }
  stop(): Promise<void>
}

const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

export async function startBus(folder: string): Promise<Bus> {
  const config = join(folder, 'bus.conf')
  writeFileSync(config, busConfig)
  const daemon = spawn('dbus-daemon', ['--nofork', '--nopidfile', `--config-file=${config}`, '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [address] = (await once(daemon.stdout.setEncoding('utf8'), 'data')) as [string]
  return { env: { DBUS_SESSION_BUS_ADDRESS: address.trim() }, stop: () => ended(daemon) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}

/** What the notification service showed. */
export interface Shown {
  summary: string
  body: string
  urgency: string
}

/** A real notification service, and a hand on it. */
export interface Dunst {
  shown(): Shown[]
  /** `dunstctl` with these words. */
  control(...words: string[]): Promise<string>
  stop(): Promise<void>
}

/** Each notification runs a script that writes it down, a field a line, encoded so that none can hold a line's end. */
const script = (file: string): string => `#!/bin/sh
field() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \\n'; echo; }
{ field "$DUNST_SUMMARY"; field "$DUNST_BODY"; field "$DUNST_URGENCY"; } >> ${file}
`

export async function startDunst(folder: string, { env }: Bus): Promise<Dunst> {
  const [config, writer, file] = ['dunstrc', 'write-down.sh', 'shown.txt'].map((name) => join(folder, name)) as [string, string, string]
  writeFileSync(file, '')
  writeFileSync(writer, script(file))
  chmodSync(writer, 0o755)
  // What the app says when its window is closed for the first time is no alert: it must not take the place of one.
  writeFileSync(config, `[global]\n  idle_threshold = 0\n  notification_limit = 0\n  stack_duplicates = false\n[urgency_low]\n  timeout = 0\n[urgency_normal]\n  timeout = 0\n[urgency_critical]\n  timeout = 0\n[each]\n  summary = "*"\n  script = ${writer}\n[goes_on]\n  summary = "EchoPilot Console keeps watching"\n  skip_display = true\n`)
  const all = { ...process.env, ...env }
  const daemon = spawn('dunst', ['-config', config], { env: all, stdio: 'ignore' })
  const control = async (...words: string[]) => (await run('dunstctl', words, { env: all })).stdout.trim()
  await expect.poll(() => control('is-paused').catch(() => 'not there yet')).toBe('false')
  const shown = () => {
    const fields = readFileSync(file, 'utf8').split('\n').slice(0, -1).map((hex) => Buffer.from(hex, 'hex').toString())
    return Array.from({ length: Math.floor(fields.length / 3) }, (_, i) => ({ summary: fields[i * 3]!, body: fields[i * 3 + 1]!, urgency: fields[i * 3 + 2]! }))
  }
  return { shown, control, stop: () => ended(daemon) }
}
