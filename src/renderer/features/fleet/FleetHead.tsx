import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import type { FleetView } from '../../../shared/fleet'
import { leaveSearch } from '../../parts/leave-search'
import { PageHead } from '../../parts/PageHead'
import { StatusMark } from '../../parts/StatusMark'
import { texts } from '../../texts'
import { tally } from './agent-row'
import styles from './FleetPage.module.css'

const words = texts.fleet

interface Props {
  view: FleetView | null
  search: string
  onSearch: (search: string) => void
}

/** How many are in which state, and a search among them. */
export function FleetHead({ view, search, onSearch }: Props) {
  const agents = view?.agents ?? []
  return (
    <PageHead title={words.title}>
      <ul className={styles.tally}>
        {tally(agents).map(({ status, count }) => (
          <li key={status}>
            <StatusMark status={status} size={14} /> {words.inState(count, texts.status[status])}
          </li>
        ))}
      </ul>
      {agents.length > 0 && (
        <TextInput
          className={styles.search ?? ''}
          data-key="/"
          aria-keyshortcuts="/"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          // Its key presses it, as keys do.
          onClick={(event) => event.currentTarget.focus()}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={leaveSearch}
        />
      )}
    </PageHead>
  )
}
