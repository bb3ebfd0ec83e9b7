import { retryOf, type FaultCode } from '../../shared/faults'
import type { ChecklistItem, ComponentView, Status } from '../../shared/model'
import type { SecretName, Settings } from '../../shared/settings'

export interface SetUp {
  settings: Settings
  hasSecret(name: SecretName): boolean
}

const openSettings = (label: string, section: string): ChecklistItem['action'] => ({ label, do: { kind: 'settings', section } })

const networkCodes: ReadonlySet<FaultCode> = new Set<FaultCode>(['offline', 'network_blocked', 'stale'])

/** Trouble that goes away without the user's hand. */
const passing = (look: Status, code: FaultCode): boolean => (look === 'fail' ? retryOf({ code }) !== 'no' : networkCodes.has(code))

/** What is set up and what isn't; each open item is one click from done. */
export function checklist({ settings, hasSecret }: SetUp, components: readonly ComponentView[]): ChecklistItem[] {
  // An outage or a network that is away undoes no set-up; what only the user can mend does.
  const connected = (target: string): boolean => {
    const view = components.find((component) => component.target === target)
    if (view === undefined || view.status === 'off') return false
    if (view.look === 'ok' || view.look === 'warning') return true
    return view.code !== null && passing(view.look, view.code)
  }
  const item = (id: string, title: string, done: boolean, why: string, action: ChecklistItem['action']): ChecklistItem => ({
    id,
    title,
    done,
    why,
    action: done ? null : action,
  })
  const service = (target: string, title: string, configured: boolean, why: string): ChecklistItem => {
    const view = components.find((component) => component.target === target)
    const trouble = configured && view?.status === 'fail' ? view.message : why
    return item(target, title, configured && connected(target), trouble, openSettings(configured ? 'Fix' : 'Connect', target))
  }
  return [
    service('notion', 'Notion', hasSecret('notionToken'), 'Its health, and whether the Finance data source can be read.'),
    service('drive', 'Google Drive', settings.drive.credentialsFile !== null || hasSecret('googleSignIn'), 'Its health, and how full its storage is.'),
    service('stripe', 'Stripe', hasSecret('stripeKey'), 'Its health, and whether the key is in the right mode.'),
    item(
      'logs',
      'EchoPilot’s logs',
      settings.watch.logDir !== null,
      'Watches its scheduler’s ticks and counts what its calls cost.',
      openSettings('Choose folder', 'watch'),
    ),
    item(
      'telegram',
      'Telegram',
      hasSecret('telegramToken') && settings.alerts.telegramChatId !== null,
      'Alerts and the morning brief when you are away.',
      openSettings('Connect', 'telegram'),
    ),
    item(
      'budget',
      'Monthly budget',
      settings.costs.monthlyBudgetUsd !== null,
      'Shows how far this month’s costs are from what you planned.',
      openSettings('Set', 'costs'),
    ),
  ]
}
