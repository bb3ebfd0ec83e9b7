import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import { SettingsStore } from '../../host/settings-store'
import { Store } from '../../host/store/store'
import { secretVariables } from '../../shared/settings'
import { mark } from '../mark'
import type { Invocation } from '../options'
import { findRunning } from '../running'

interface Check {
  name: string
  state: 'ok' | 'warning' | 'fail' | 'off'
  message: string
  hint: string | null
}

/** Checks this installation without asking any provider. */
export async function doctor(invocation: Invocation): Promise<number> {
  const checks = [runtime(), folder('Data folder', invocation.paths.data), folder('Log folder', invocation.paths.logs), ...settings(invocation)]
  const usable = checks.every(({ state }) => state !== 'fail')
  const running = await findRunning(invocation.paths)
  if (running) checks.push(check('Console', 'ok', `${running.instance.kind} ${running.instance.version} answers on ${running.instance.api}.`))
  else if (usable) checks.push(...(await atRest(invocation)))
  checks.push(...credentials(invocation))
  if (invocation.json) invocation.write(JSON.stringify({ ok: checks.every(({ state }) => state !== 'fail'), checks }, null, 2))
  else invocation.write(checks.map(({ name, state, message, hint }) => `${mark(state)} ${name.padEnd(14)}${message}${hint && state !== 'ok' ? ` ${hint}` : ''}`).join('\n'))
  return checks.some(({ state }) => state === 'fail') ? 1 : 0
}

const check = (name: string, state: Check['state'], message: string, hint: string | null = null): Check => ({ name, state, message, hint })

function runtime(): Check {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 20
    ? check('Runtime', 'ok', `Node ${process.versions.node} on ${process.platform} ${process.arch}.`)
    : check('Runtime', 'fail', `Node ${process.versions.node} is too old.`, 'Install Node 20 or newer.')
}

function folder(name: string, path: string): Check {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return check(name, 'ok', path)
  } catch (error) {
    return check(name, 'fail', `${path} can’t be written (${(error as NodeJS.ErrnoException).code}).`, 'Check its rights, or choose another with --data-dir.')
  }
}

function settings({ paths, env }: Invocation): Check[] {
  const store = SettingsStore.readOnly(paths.settings, env)
  if (store.problems.length > 0) return store.problems.map((problem) => check('Settings', 'warning', problem))
  const decided = Object.values(store.fromEnvironment)
  return [check('Settings', 'ok', existsSync(paths.settings) ? paths.settings : 'defaults', null), ...(decided.length > 0 ? [check('Environment', 'ok', `decides ${decided.join(', ')}.`)] : [])]
}

/** What only makes sense while nobody holds the folder. */
async function atRest({ paths, env }: Invocation): Promise<Check[]> {
  const lock = await InstanceLock.take(paths.data).catch(() => null)
  if (!lock) return [check('Console', 'fail', 'An instance holds this data folder but doesn’t answer.', 'Quit it and start it again.')]
  const checks = [check('Console', 'off', 'not running.')]
  if (existsSync(paths.database)) {
    const { store, problem } = await Store.open(paths.database, systemClock.now())
    checks.push(problem ? check('Database', 'warning', problem) : check('Database', 'ok', `sound (${store.engine}).`))
    store.close()
  }
  lock.release()
  const { port } = SettingsStore.readOnly(paths.settings, env).get().api
  const free = port === 0 || (await isFree(port))
  checks.push(free ? check('Port', 'ok', `${port} is free for the local API.`) : check('Port', 'warning', `${port} is taken; the next free one will be used.`))
  return checks
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })

function credentials({ env }: Invocation): Check[] {
  const set = Object.values(secretVariables).filter((variable) => env[variable]?.trim())
  return [check('Credentials', set.length > 0 ? 'ok' : 'off', set.length > 0 ? `in ${set.join(', ')}.` : 'none in the environment.')]
}
