import type { Look } from '../history/hours'
import type { Sample } from '../../shared/model'
import { disksOf } from './disks'
import type { Looked } from './looked'

/** A look as its probe would have told it. */
export const sampleOf = ({ id, kind }: Pick<Looked, 'id' | 'kind'>, { at, status, latencyMs, value }: Look): Sample => ({
  target: id, kind, at, status, code: null, message: '', hint: null, figure: null, value, latencyMs,
  detail: id === 'disk_ok' && value !== null ? { filesystems: disksOf(value).map((disk) => ({ ...disk })) } : {},
})
