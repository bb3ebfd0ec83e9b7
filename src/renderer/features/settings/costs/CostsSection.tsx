import { useConsole } from '../../../store'
import { texts } from '../../../texts'
import { localZone } from '../../../parts/time'
import { SwitchField, TextField } from '../Field'
import { Part } from '../Part'
import { Section } from '../Section'
import { useSetting } from '../use-setting'
import { amountOf, listOf } from './budget-draft'
import { Budgets } from './Budgets'
import { FinanceColumns } from './FinanceColumns'
import { PriceFile } from './PriceFile'

const words = texts.settings.costs

/** What things cost, what may be spent, and what is warned about. */
export function CostsSection() {
  const table = useConsole((state) => (state.settings?.secrets.notionToken.present ? state.settings.settings.notion.financeDataSource : null))
  return (
    <Section id="costs">
      <Part title={words.prices}>
        <Prices />
      </Part>
      <Part title={words.budgets} testId="budgets">
        <Budgets />
      </Part>
      <Part title={words.warnings}>
        <SwitchField label={words.burn} hint={words.burnHint} setting={useSetting('costs', 'alertOnBurn')} />
        <SwitchField label={words.anomalies} hint={words.anomaliesHint} setting={useSetting('costs', 'alertOnAnomalies')} />
      </Part>
      {table && (
        <Part title={words.finance} testId="finance-columns">
          <FinanceColumns key={table} />
        </Part>
      )}
    </Section>
  )
}

function Prices() {
  const price = useSetting('costs', 'cpuUsdPerHour')
  const processes = useSetting('costs', 'watchedProcesses')
  const country = useSetting('costs', 'stripeCountry')
  const zone = useSetting('costs', 'zone')
  return (
    <>
      <TextField
        label={words.cpuPrice}
        unit={words.cpuPriceUnit}
        hint={words.cpuPriceHint}
        setting={price}
        shown={price.value ?? ''}
        figures
        onSave={(text) => price.save(amountOf(text))}
      />
      <TextField
        label={words.processes}
        hint={words.processesHint}
        setting={processes}
        shown={processes.value?.join(', ') ?? ''}
        placeholder={words.processesExample}
        wide
        onSave={(text) => processes.save(listOf(text))}
      />
      <TextField label={words.country} hint={words.countryHint} setting={country} shown={country.value ?? ''} onSave={(text) => country.save(text.toUpperCase())} />
      <PriceFile />
      <TextField label={words.zone} hint={words.zoneHint(localZone())} setting={zone} shown={zone.value ?? ''} wide onSave={(text) => zone.save(text)} />
    </>
  )
}
