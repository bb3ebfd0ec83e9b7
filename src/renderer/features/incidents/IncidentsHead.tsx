import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { IncidentFilter } from '../../../shared/incidents'
import { leaveSearch } from '../../parts/leave-search'
import { PageHead } from '../../parts/PageHead'
import page from '../../parts/page.module.css'
import { segments, segmentLooks } from '../../parts/segments'
import { texts } from '../../texts'
import { filterWith, type StateChoice, stateChoices } from './filter'
import styles from './IncidentsHead.module.css'

const words = texts.incidents

interface Props {
  filter: IncidentFilter
  /** What can be looked for, by id. */
  components: ReadonlyMap<string, string>
  /** How many fit; null: not known yet. */
  found: string | null
  onFilter: (filter: IncidentFilter) => void
}

/** What is listed: by state, component, severity and words. */
export function IncidentsHead({ filter, components, found, onFilter }: Props) {
  const change = (part: Partial<IncidentFilter>): void => onFilter({ ...filter, ...part })
  return (
    <PageHead title={words.title}>
      <output className={page.quiet} data-testid="incidents-found">
        {found}
      </output>
      <search className={styles.filters}>
        <SegmentedControl aria-label={words.filters} {...segmentLooks} value={filter.state ?? 'all'} data={segments(stateChoices, words.stateChoices, () => undefined)} onChange={(state) => onFilter(filterWith(filter, state as StateChoice))} />
        <NativeSelect
          aria-label={words.bySeverity}
          value={filter.severity ?? ''}
          data={[{ value: '', label: words.anySeverity }, { value: 'fail', label: texts.status.fail }, { value: 'warning', label: texts.status.warning }]}
          onChange={({ currentTarget: { value } }) => change({ severity: value === 'fail' || value === 'warning' ? value : null })}
        />
        <NativeSelect
          className={styles.component ?? ''}
          aria-label={words.byComponent}
          value={filter.component ?? ''}
          data={[{ value: '', label: words.anyComponent }, ...[...components].map(([value, label]) => ({ value, label }))]}
          onChange={({ currentTarget: { value } }) => change({ component: value || null })}
        />
        <TextInput
          className={styles.search ?? ''}
          type="search"
          maxLength={200}
          aria-label={words.search}
          aria-keyshortcuts="/"
          placeholder={words.search}
          data-testid="incidents-search"
          data-search
          value={filter.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={leaveSearch}
        />
      </search>
    </PageHead>
  )
}
