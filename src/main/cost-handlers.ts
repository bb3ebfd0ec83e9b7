import { shell, type BrowserWindow } from 'electron'
import { viewSpan } from '../core/costs/view'
import type { Engine } from '../host/engine'
import { writeText } from '../host/config'
import { callsOf } from '../host/spending/spending-calls'
import { exportOf } from '../host/spending/spending-report'
import { viewOf } from '../host/spending/spending-view'
import { fault } from '../shared/faults'
import type { Handlers } from '../shared/ipc'
import { err, ok } from '../shared/result'
import { saveAs } from './dialogs'

export interface CostHandlerParts {
  engine: Pick<Engine, 'spending' | 'bills' | 'store' | 'onBug'>
  window(): BrowserWindow | null
}

type CostCalls = 'costs.view' | 'costs.calls' | 'costs.export' | 'costs.readOn' | 'costs.reveal' | 'notion.financeColumns'

/** Incidents that a failure may belong to are among the newest. */
const incidentsLookedAt = 500

/** What the Costs page asks for. */
export function costHandlers({ engine: { spending, bills, store, onBug }, window }: CostHandlerParts): Pick<Handlers, CostCalls> {
  return {
    'costs.view': async (question) => ok(await viewOf(spending, question, store.incidents.newest(incidentsLookedAt))),
    'costs.calls': async (question) => ok(await callsOf(spending, question)),
    async 'costs.export'({ as, ...question }) {
      const { clock, settings } = spending.ports
      const { zone } = settings().costs
      const span = viewSpan(question, clock.now(), zone)
      const file = await exportOf(spending.asking(), { span, zone, by: [...new Set([span.step, 'kind', question.by] as const)] }, as)
      const path = await saveAs(window(), 'Export costs', file.name, as)
      return path === null ? ok(null) : writeText(path, file.text)
    },
    async 'costs.readOn'() {
      // How far it is shows by itself.
      spending.ports.book.resume().catch((error: unknown) => onBug('costs', error))
      return ok(undefined)
    },
    async 'costs.reveal'({ path }) {
      const known = (await spending.ports.book.files()).some((file) => file.path === path)
      if (!known) return err(fault('invalid_input', 'Costs weren’t read from that file.', 'Choose one of the files the Costs page lists.'))
      shell.showItemInFolder(path)
      return ok(undefined)
    },
    'notion.financeColumns': () => bills.financeColumns(),
  }
}
