import { z } from 'zod'
import { duration, plural } from '../../shared/format'
import { hostAndPort, hostField, portField } from '../address'
import { isOfTrust, problemInWords } from '../certificate-problems'
import type { Certificate } from '../io'
import { defineProbe } from '../plugin'
import { reachOf } from '../reach'
import { bad, fromFault, good, warn } from '../reading'

const dayMs = 86_400_000
const daysField = z.number('a number of days such as 14').int('a whole number of days such as 14').min(0, 'a number of days such as 14').max(398, 'at most 398 days: no certificate lasts longer')

const schema = z
  .object({
    host: hostField.meta({ title: 'Host', examples: ['shop.example.com'] }),
    port: portField.default(443).meta({ title: 'Port' }),
    serverName: hostField
      .nullable()
      .default(null)
      .meta({ title: 'Server name', description: 'The name the certificate has to be for, where it isn’t the host’s.', examples: ['shop.example.com'] }),
    warnBelowDays: daysField.default(14).meta({ title: 'Warn below', unit: 'days' }),
    failBelowDays: daysField.default(7).meta({ title: 'Fail below', unit: 'days' }),
    acceptPrivateAuthority: z
      .boolean()
      .default(false)
      .meta({ title: 'Accept a private authority', description: 'For servers in the house, whose certificate is self-signed or of an authority of your own. Dates and names still count.' }),
  })
  .refine(({ warnBelowDays, failBelowDays }) => failBelowDays <= warnBelowDays, { path: ['failBelowDays'], message: 'at most as many days as for the warning' })
type Config = z.infer<typeof schema>

/** How long a server's certificate is still valid, and whether clients will trust it. */
export default defineProbe({
  kind: 'tls-certificate',
  title: 'TLS certificate',
  description: 'How many days a server’s certificate is still valid, and whether it is trusted.',
  reach: ({ host }) => reachOf(host),
  unit: 'days',
  schema,
  nameFor: ({ host, port }) => (port === 443 ? host : hostAndPort(host, port)),
  async run(config, io) {
    const { host, port } = config
    const serverName = config.serverName ?? host
    const shown = await io.certificate({ host, port, serverName })
    return shown.ok ? judge(config, shown.value, { serverName, now: io.clock.now() }) : fromFault(shown.error)
  },
  action: (code) =>
    code === 'name_not_found' || code === 'certificate_invalid' || code === 'bad_payload' ? { label: 'Change', do: { kind: 'settings', section: 'checks' } } : null,
})

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

function judge({ warnBelowDays, failBelowDays, acceptPrivateAuthority }: Config, certificate: Certificate, { serverName, now }: { serverName: string; now: number }) {
  const { subject, issuer, validFrom, validTo, names } = certificate
  const days = Math.floor((validTo - now) / dayMs)
  const left = days >= 1 ? plural(days, 'day') : duration(validTo - now)
  const detail = { subject, issuer, validFromAt: validFrom, validToAt: validTo, names: names.slice(0, 20) }
  if (validTo <= now)
    return bad('certificate_invalid', `Expired on ${dateOf(validTo)}.`, { hint: 'Renew it, and let the server load the new one.', figure: 'expired', value: days, detail })
  const extra = { figure: `${left} left`, value: days, detail }
  if (validFrom > now)
    return bad('certificate_invalid', `Not valid before ${dateOf(validFrom)}.`, { ...extra, hint: 'Check this computer’s clock; if it is right, wait or replace the certificate.' })
  const wrong = acceptPrivateAuthority && certificate.problem !== null && isOfTrust(certificate.problem) ? null : problemOf(certificate, serverName)
  if (wrong) return bad('certificate_invalid', wrong.message, { ...extra, hint: wrong.hint })
  const hint = `Renew it before ${dateOf(validTo)}, and let the server load the new one.`
  if (days < failBelowDays) return bad('certificate_expiring', `Expires in ${left}.`, { ...extra, hint })
  if (days < warnBelowDays) return warn('certificate_expiring', `Expires in ${left}.`, { ...extra, hint })
  return good('', extra)
}

const namesShown = 3

function problemOf({ problem, names, subject }: Certificate, serverName: string): { message: string; hint: string } | null {
  if (problem === null) return null
  if (problem === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const all = names.length > 0 ? names : [subject]
    const more = all.length > namesShown ? ` and ${all.length - namesShown} more` : ''
    return { message: `It is for ${all.slice(0, namesShown).join(', ')}${more}, not for ${serverName}.`, hint: 'Add the name to the certificate, or set the server name of this check.' }
  }
  const words = problemInWords(problem) ?? { message: `its certificate isn’t trusted (${problem})`, hint: 'Check the certificate and the authority it comes from.' }
  const own = isOfTrust(problem) ? ' For a server in the house, accept a private authority.' : ''
  return { message: `${words.message.charAt(0).toUpperCase()}${words.message.slice(1)}.`, hint: `${words.hint}${own}` }
}
