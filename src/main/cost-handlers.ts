import { dialog, shell, type BrowserWindow } from 'electron'
import { viewSpan } from '../core/costs/view'
import type { Engine } from '../host/assemble'
import { writeText } from '../host/config'
import { callsOf } from '../host/spending/spending-calls'
import { exportOf } from '../host/spending/spending-report'
import { viewOf } from '../host/spending/spending-view'
import { fault } from '../shared/faults'
import type { Handlers } from '../shared/ipc'
import { err, ok } from '../shared/result'

export interface CostHandlerParts {
  engine: Pick<Engine, 'spending' | 'bills' | 'store'>
  window(): BrowserWindow | null
}

type CostCalls = 'costs.view' | 'costs.calls' | 'costs.export' | 'costs.reveal' | 'notion.financeColumns'

/** Incidents that a failure may belong to are among the newest. */
const incidentsLookedAt = 500

/** What the Costs page asks for. */
export function costHandlers({ engine: { spending, bills, store }, window }: CostHandlerParts): Pick<Handlers, CostCalls> {
  return {
    'costs.view': async (question) => ok(await viewOf(spending, question, store.incidents(incidentsLookedAt))),
    'costs.calls': async (question) => ok(await callsOf(spending, question)),
    async 'costs.export'({ as, ...question }) {
      const { clock, settings } = spending.ports
      const { zone } = settings().costs
      const span = viewSpan(question, clock.now(), zone)
      const file = await exportOf(spending.asking(), { span, zone, by: [...new Set([span.step, 'kind', question.by] as const)] }, as)
      const parent = window()
      const options = { title: 'Export costs', defaultPath: file.name, filters: [{ name: as.toUpperCase(), extensions: [as] }] }
      const { filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      return filePath ? writeText(filePath, file.text) : ok(null)
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
