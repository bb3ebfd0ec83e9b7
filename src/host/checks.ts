import { checkProblems } from '../core/config-problems'
import { kindView } from '../core/form'
import { probes } from '../core/registry'
import { placeOfSecret } from '../core/secret-places'
import { secretsOf, targetFor, targetsOf } from '../core/targets'
import { fault } from '../shared/faults'
import type { KindView } from '../shared/forms'
import { reading, type Reading } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import { secretOfCheck, type Check, type CheckSecret, type SecretKey, type SecretState, type Settings, variablePart } from '../shared/settings'
import type { Console } from './console'
import { keepAll, type Change } from './secret-changes'
import type { Secrets } from './secrets'
import type { SettingsStore } from './settings-store'

export interface ChecksPorts {
  console: Console
  settings: SettingsStore
  secrets: Secrets
}

/** What was typed into the credential fields of a form, by field; an empty one forgets what is kept. */
type Typed = Readonly<Record<string, string>>

/** The user's own checks: tried out, added, changed and removed. */
export class Checks {
  private before: Promise<unknown> = Promise.resolve()

  constructor(private readonly ports: ChecksPorts) {}

  kinds(): KindView[] {
    return probes.filter(({ builtIn }) => !builtIn).map(kindView)
  }

  /** The credentials of checks that are there, wherever they come from. */
  secretStates(): Record<string, SecretState> {
    const { settings, secrets } = this.ports
    const own = targetsOf(settings.get()).flatMap(secretsOf).filter(isCheckSecret)
    return Object.fromEntries(own.map((key) => [key, secrets.state(key)] as const).filter(([, { present }]) => present))
  }

  /** One look with settings that aren't kept yet. */
  async tryOut(check: Check, typed: Typed): Promise<Result<Reading>> {
    const { secrets, console } = this.ports
    const usable = this.examine(check, typed)
    if (!usable.ok) return usable
    const draft = this.settingsWith(check)
    const target = targetFor(check.id, draft)!
    const typedAs = (key: SecretKey) => Object.keys(typed).find((name) => secretOfCheck(check.id, name) === key)
    const withheld = secretsOf(target).map((key) => (typedAs(key) === undefined ? secrets.withheld(key, draft) : null)).find((held) => held !== null)
    if (withheld) return err(withheld)
    const secret = (key: SecretKey) => {
      const field = typedAs(key)
      return field === undefined ? secrets.get(key, draft) : typed[field]!.trim() || null
    }
    return ok(reading.parse(await console.tryOut(target, secret)))
  }

  /** Adds a check, or changes the one with its id: with its credentials, or not at all. `place`: how many others come before one that is added. */
  save(check: Check, typed: Typed, allowPlainFile: boolean, place = Infinity): Promise<Result<void>> {
    return this.inTurn(async () => {
      const { settings, secrets, console } = this.ports
      const usable = this.examine(check, typed)
      if (!usable.ok) return usable
      // First the credentials: the first look at new settings would be one with the old ones.
      const kept = keepAll(secrets, this.changesOf(check, typed), allowPlainFile)
      if (!kept.ok) return kept
      const { list } = settings.get().checks
      const next = list.some(({ id }) => id === check.id) ? list.map((other) => (other.id === check.id ? check : other)) : list.toSpliced(place, 0, check)
      const updated = await settings.update({ section: 'checks', values: { list: next } })
      if (!updated.ok) {
        kept.value.undo()
        return updated
      }
      if (kept.value.count > 0) console.lookBehind({ reason: 'button', targets: [check.id] })
      return ok(undefined)
    })
  }

  /** Its credentials stay until the next start, so that it can be put back. */
  remove(id: string): Promise<Result<void>> {
    return this.inTurn(async () => {
      const { settings } = this.ports
      const { list } = settings.get().checks
      if (!list.some((check) => check.id === id)) return err(fault('invalid_input', `There is no check “${id}”.`))
      const updated = await settings.update({ section: 'checks', values: { list: list.filter((check) => check.id !== id) } })
      return updated.ok ? ok(undefined) : updated
    })
  }

  /** Forgets the credentials of checks that are no more, and those their kind has no field for. */
  tidy(): void {
    const { settings, secrets } = this.ports
    // Checks may be missing because their file was damaged: it is kept aside, and may come back.
    if (settings.problems.length > 0) return
    const targets = targetsOf(settings.get())
    const used = new Set(targets.flatMap(secretsOf))
    const isOf = (key: CheckSecret, id: string) => key.startsWith(`check:${id}.`)
    // Of a kind that only another console knows nobody here can say what it needs.
    const unknown = targets.filter(({ probe }) => !probes.includes(probe))
    for (const key of secrets.vault?.keys() ?? []) {
      if (!isCheckSecret(key) || used.has(key) || unknown.some(({ id }) => isOf(key, id))) continue
      secrets.vault?.remove(key)
    }
  }

  /** Everything that can be wrong, found before anything is looked at or kept. */
  private examine(check: Check, typed: Typed): Result<void> {
    const { list } = this.ports.settings.get().checks
    const before = list.find(({ id }) => id === check.id)
    const twin = before ? undefined : list.find(({ id }) => variablePart(id) === variablePart(check.id))
    if (twin) return err(fault('invalid_input', `“id”: “${check.id}” and “${twin.id}” would share the variables of their credentials.`, `Choose another one, such as “${check.id.slice(0, 38)}-2”.`))
    // One of a kind that only another console knows may be renamed and switched off here.
    const stays = before !== undefined && JSON.stringify([before.kind, before.settings]) === JSON.stringify([check.kind, check.settings])
    const problems = checkProblems(check, { ofKind: !stays })
    if (problems.length > 0) return err(fault('invalid_input', problems.map(({ place, title, words }) => `“${title ?? place}”: ${words}`).join(' ')))
    const fields = Object.keys(probes.find(({ kind }) => kind === check.kind)?.secrets ?? {})
    const stranger = Object.keys(typed).find((field) => !fields.includes(field))
    if (stranger === undefined) return ok(undefined)
    return err(fault('invalid_input', `This kind of check has no credential “${stranger}”.`, fields.length > 0 ? `Known: ${fields.join(', ')}.` : null))
  }

  private changesOf(check: Check, typed: Typed): Change[] {
    const draft = this.settingsWith(check)
    return Object.entries(typed).map(([field, value]) => {
      const key = secretOfCheck(check.id, field)
      return { key, value: value.trim() || null, givenFor: placeOfSecret(key, draft) }
    })
  }

  /** As they would be if this were the only check. */
  private settingsWith(check: Check): Settings {
    return { ...this.ports.settings.get(), checks: { list: [{ ...check, enabled: true }] } }
  }

  /** Each call begins with what the one before it left. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.before.then(work)
    this.before = done.catch(() => {})
    return done
  }
}

const isCheckSecret = (key: SecretKey): key is CheckSecret => key.startsWith('check:')
