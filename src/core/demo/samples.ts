import { plural } from '../../shared/format'
import type { Sample } from '../../shared/model'
import type { Look } from '../history/hours'
import { disksOf } from './disks'
import type { Looked } from './looked'

/** A look as its probe would have told it. */
export const sampleOf = ({ id, kind }: Pick<Looked, 'id' | 'kind'>, { at, status, latencyMs, value }: Look): Sample => ({
  target: id, kind, at, status, code: null, message: '', hint: null, figure: null, value, latencyMs,
  detail: id === 'disk_ok' && value !== null ? { filesystems: disksOf(value).map((disk) => ({ ...disk })) } : {},
  ...(kind === 'tls-certificate' && value !== null ? daysLeft(Math.floor(value), status) : {}),
})

/** What a certificate’s look says of its days. */
function daysLeft(days: number, status: Look['status']): Partial<Sample> {
  const left = plural(days, 'day')
  if (status !== 'warning') return { figure: `${left} left` }
  return { figure: `${left} left`, code: 'certificate_expiring', message: `Expires in ${left}.`, hint: 'Renew it, and let the server load the new one.' }
}
