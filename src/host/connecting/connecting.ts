import { fromFault, good } from '../../core/reading'
import { targetFor, targetsOf, type Target } from '../../core/targets'
import { fault } from '../../shared/faults'
import { reading as readingSchema, type NotionDataSource, type Reading } from '../../shared/model'
import { err, ok, type Result } from '../../shared/result'
import type { SecretName, Settings } from '../../shared/settings'
import { webhookProblem } from '../channels/webhook-address'
import { notionPort } from '../providers/notion'
import { telegramPort } from '../providers/telegram'
import { GoogleDrive } from './google-drive'
import type { Connected, ConnectingPorts, Tried } from './ports'
import { TelegramChats } from './telegram-chats'

/** The target a credential is for. */
const targetOf: Partial<Record<SecretName, string>> = { notionToken: 'notion', stripeKey: 'stripe', googleSignIn: 'drive' }

/** Connecting the services: every credential is tried before it is kept. */
export class Connecting {
  readonly google: GoogleDrive
  readonly telegram: TelegramChats

  constructor(private readonly ports: ConnectingPorts) {
    this.google = new GoogleDrive(ports, this)
    this.telegram = new TelegramChats(ports)
  }

  /** A pasted credential: one the provider refuses isn't kept. */
  async paste(secret: SecretName, value: string, allowPlainFile: boolean): Promise<Result<Connected>> {
    const place = this.ports.secrets.mayKeep(secret, true)
    const unfit = secret === 'webhookUrl' ? webhookProblem(value) : null
    if (unfit) return err(unfit)
    return place.ok ? this.keep({ secret, value, reading: await this.tryOut(secret, value), allowPlainFile }) : place
  }

  async disconnect(secret: SecretName): Promise<Result<void>> {
    const removed = this.ports.secrets.vault?.remove(secret) ?? ok(undefined)
    if (removed.ok) await this.lookAt(secret)
    return removed
  }

  /** What a credential finds; null where there is nothing to ask with it. */
  async tryOut(secret: SecretName, value: string): Promise<Reading | null> {
    const { console, secrets, ask } = this.ports
    if (secret === 'telegramToken') {
      const bot = await telegramPort(ask()).me(value)
      return bot.ok ? good('', { figure: `@${bot.value.name}` }) : fromFault(bot.error)
    }
    const target = this.watcherOf(secret)
    if (!target) return null
    return readingSchema.parse(await console.tryOut(target, (key) => (key === secret ? value : secrets.get(key))))
  }

  async dataSources(): Promise<Result<NotionDataSource[]>> {
    const token = this.ports.secrets.get('notionToken')
    if (!token) return err(fault('not_configured', 'Notion isn’t connected.', 'Connect it first.'))
    return notionPort(this.ports.ask()).dataSources(token)
  }

  /** Keeps what was tried out and looks with it, unless it was refused. `settle` is done before the look. */
  async keep({ secret, value, reading, allowPlainFile }: Tried, settle: () => Promise<Result<unknown>> = async () => ok(null)): Promise<Result<Connected>> {
    if (reading?.code === 'auth_invalid') return ok({ stored: false, reading })
    const kept = this.ports.secrets.keep(secret, value, allowPlainFile)
    const settled = kept.ok ? await settle() : kept
    if (!settled.ok) return settled
    await this.lookAt(secret)
    return ok({ stored: true, reading })
  }

  /** What looks with a credential, as if it were switched on and no other credential went before this one. */
  private watcherOf(secret: SecretName): Target | undefined {
    const settings = this.ports.settings.get()
    const asked: Settings = {
      ...settings,
      notion: { ...settings.notion, enabled: true },
      stripe: { ...settings.stripe, enabled: true },
      drive: { ...settings.drive, enabled: true, credentialsFile: null },
    }
    const id = targetOf[secret]
    return id ? targetFor(id, asked) : targetsOf(asked).find(({ probe }) => probe.credentials?.includes(secret))
  }

  private async lookAt(secret: SecretName): Promise<void> {
    const { console, settings } = this.ports
    const affected = targetsOf(settings.get()).filter(({ probe }) => probe.credentials?.includes(secret))
    if (affected.length > 0) await console.look({ reason: 'button', targets: affected.map(({ id }) => id) })
    else console.changed()
  }
}
