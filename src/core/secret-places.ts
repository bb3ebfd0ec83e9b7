import { fault, type Fault } from '../shared/faults'
import type { SecretKey, Settings } from '../shared/settings'
import { hostAndPort, originOf } from './address'
import type { SecretField } from './plugin'
import { targetsOf, type Target } from './targets'

/**
 * Where these settings send a kept secret: an origin, `host:port`, or a kind of check that has one address of its own.
 * '' while they name none; null for a secret whose service is the same whatever they say.
 */
export function placeOfSecret(key: SecretKey, settings: Settings): string | null {
  if (key === 'fleetToken') return settings.fleet.url === null ? '' : originOf(settings.fleet.url)
  if (key === 'smtpPassword') return placeOfMail(settings)
  if (!key.startsWith('check:')) return null
  const target = ofCheck(key, settings)?.target
  return target ? placeOfCheck(target) : ''
}

function placeOfCheck({ probe, config }: Target): string {
  if (!probe.secretsGoTo) return probe.kind
  return config === null ? '' : probe.secretsGoTo(config)
}

/** Where nobody signs in, no password is sent. */
function placeOfMail({ alerts: { smtp } }: Settings): string {
  return smtp === null || smtp.user === null ? '' : hostAndPort(smtp.host.toLowerCase(), smtp.port)
}

/** Why a secret that was given for another address isn’t sent, and what to do. `givenFor` '' or null: no address was known. */
export function withheldFault(key: SecretKey, givenFor: string | null, settings: Settings): Fault {
  const { name, home } = nameOf(key, settings)
  const given = givenFor ? `was given for ${givenFor}` : 'was given before it had an address'
  const back = givenFor ? ', or change the address back' : ''
  return fault('not_configured', `${name} ${given}, and isn’t sent to ${placeOfSecret(key, settings) ?? ''}.`, `Give it again in Settings › ${home}${back}.`)
}

function nameOf(key: SecretKey, settings: Settings): { name: string; home: string } {
  if (key === 'fleetToken') return { name: 'The fleet’s token', home: 'Fleet' }
  if (key === 'smtpPassword') return { name: 'The mail server’s password', home: 'Alerts' }
  const { target, field } = ofCheck(key, settings) ?? {}
  return { name: `${target?.title ?? key}: its ${field?.title.toLowerCase() ?? 'credential'}`, home: 'Checks' }
}

/** The check a credential belongs to, and its field there. */
function ofCheck(key: SecretKey, settings: Settings): { target: Target; field: SecretField | undefined } | null {
  const [, id, name = ''] = /^check:(.+)\.(\w+)$/.exec(key) ?? []
  const target = targetsOf(settings).find((one) => one.id === id)
  return target ? { target, field: target.probe.secrets?.[name] } : null
}
