import { ActionIcon, Autocomplete } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import { type KeyboardEvent, useMemo } from 'react'
import type { LogLine } from '../../../shared/logs'
import { IconX } from '../../parts/icons'
import { texts } from '../../texts'
import styles from './SearchField.module.css'
import { suggestions } from './suggestions'

const words = texts.logs

/** What is wrong stays in sight beneath the field, px. */
const belowError = 28

interface Props {
  query: string
  /** What is wrong with it, in words. */
  error: string | null
  /** Those in sight: what they have is suggested. */
  lines: readonly LogLine[]
  onChange: (query: string) => void
  /** Goes on to the list. */
  onLeave: () => void
}

/** Free text and fields; the way a word may go on is suggested from what is in sight. */
export function SearchField({ query, error, lines, onChange, onLeave }: Props) {
  const found = useMemo(() => suggestions(query, lines), [query, lines])
  const shown = new Map(found.map((one) => [one.query, one.word]))
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const open = event.currentTarget.getAttribute('aria-expanded') === 'true'
    const chosen = event.currentTarget.getAttribute('aria-activedescendant')
    if (event.key === 'Enter' && !(open && chosen)) onLeave()
    else if (event.key === 'Escape' && query !== '' && !open) onChange('')
    else if (event.key === 'Escape' && !open) onLeave()
  }
  return (
    <Autocomplete
      className={styles.field}
      size="xs"
      aria-label={words.search}
      placeholder={words.searchExample}
      data-key="/"
      aria-keyshortcuts="/"
      data-testid="log-search"
      spellCheck={false}
      value={query}
      error={error}
      data={found.map((one) => one.query)}
      // They fit already.
      filter={({ options }) => options}
      renderOption={({ option }) => <span className={styles.word}>{shown.get(option.value) ?? option.value}</span>}
      comboboxProps={{ transitionProps: { duration: 0 }, position: 'bottom-start', width: 'max-content', offset: error === null ? 4 : belowError }}
      maxDropdownHeight={240}
      classNames={{ input: styles.input ?? '', dropdown: styles.dropdown ?? '', option: styles.option ?? '' }}
      rightSection={
        query !== '' && (
          <ActionIcon aria-label={words.clear} onClick={() => onChange('')}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
      onChange={onChange}
      onClick={(event) => event.currentTarget.focus()}
      onKeyDown={press}
    />
  )
}
