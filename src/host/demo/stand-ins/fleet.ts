import { fleetAnswer } from '../../../core/demo/fleet'
import { systemClock } from '../../io/clock'
import { good, type Answering } from './answering'

/** A made-up Prometheus that knows some machines. */
export const fleetAnswers: Answering = ({ path, query }) => {
  if (path !== '/api/v1/query') return { status: 404, body: { status: 'error', error: 'not found' } }
  const now = systemClock.now()
  const result = fleetAnswer(query.get('query') ?? '', now).map(({ labels, value }) => ({ metric: labels, value: [now / 1000, String(value)] }))
  return good({ status: 'success', data: { resultType: 'vector', result } })
}
