import type { Fault } from '../shared/faults'
import type { Snapshot } from '../shared/model'
import type { SecretKey } from '../shared/settings'
import type { Console } from './console'
import type { Sink } from './hub'
import type { Secrets } from './secrets'

/** Says wherever one looks which secrets aren’t sent any more, because the settings name another address than they were given for. */
export class WithheldNotes implements Sink<Snapshot> {
  readonly name = 'withheld secrets'
  private said = new Map<SecretKey, Fault>()

  constructor(
    private readonly console: Console,
    private readonly secrets: Secrets,
  ) {}

  take(): void {
    const { said } = this
    const keys = this.secrets.vault?.keys() ?? []
    const now = new Map(keys.flatMap((key) => [this.secrets.withheld(key)].flatMap((fault) => (fault ? [[key, fault] as const] : []))))
    this.said = now
    for (const [key, { message, hint }] of now) if (said.get(key)?.message !== message) this.console.setNote(idOf(key), { severity: 'warning', message, hint, action: { label: 'Settings', do: { kind: 'settings', section: sectionOf(key) } } })
    for (const key of said.keys()) if (!now.has(key)) this.console.setNote(idOf(key), null)
  }
}

const idOf = (key: SecretKey): string => `withheld-${key}`

const sectionOf = (key: SecretKey): string => (key === 'fleetToken' ? 'fleet' : key === 'smtpPassword' ? 'alerts' : `checks/${/^check:([^.]+)/.exec(key)?.[1] ?? ''}`)
