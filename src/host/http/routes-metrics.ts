import { openMetrics } from '../../core/fleet/exposition'
import { metricsText, type Teller } from '../../core/views/metrics'
import type { Console } from '../console'
import type { Routes } from './server'

/** What a Prometheus-compatible engine scrapes; docs/api.md describes it. Looks at nothing anew: it may be asked every few seconds. */
export const metricsRoutes = (console: Console, teller: () => Teller): Routes => ({
  'GET /metrics': async () => ({ status: 200, body: metricsText(console.snapshot(), teller()), text: openMetrics }),
})
